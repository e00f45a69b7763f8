package io.runstwice.examples.spool;

/** Forwards a message under a new number. */
record BrokenForwardJob(MessageQueue in, MessageQueue out) {

    // region broken
    void perform() {
        in.take().ifPresent(message -> {
            out.add(message.text());
            in.done(message);
        });
    }
    // endregion
}
