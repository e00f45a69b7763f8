package io.runstwice.examples.i05dualwrite;

/** Hands events to consumers, which drop an event whose id they have seen. */
interface Broker {
    void publish(String eventId, String event);
}
