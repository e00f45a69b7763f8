package io.runstwice.examples.spool;

/** Forwards a message under its own key. */
record FixedForwardJob(MessageQueue in, MessageQueue out) {

    // region fixed
    void perform() {
        in.take().ifPresent(message -> {
            out.add(message.key(), message.text());
            in.done(message);
        });
    }
    // endregion
}
