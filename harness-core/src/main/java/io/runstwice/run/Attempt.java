package io.runstwice.run;

import java.time.Clock;

/**
 * What a delivery may know of itself.
 *
 * <p>Each question is remembered. An answer that no delivery asked for cannot change what the job does, so two states
 * that differ in nothing else are one.
 */
public interface Attempt {

    /** Which delivery of the message this is, from 1. */
    int number();

    /** Whether the message was delivered before. */
    boolean redelivered();

    /** The controlled clock of the world. */
    Clock clock();

    /** For an actor: the message has been enqueued; deliveries of it may begin from here on. */
    void enqueue();

    /** The life of its worker. Only the engine's own attempts have one that can be ended. */
    default WorkerLifetime lifetime() {
        throw new UnsupportedOperationException("this worker cannot be ended");
    }
}
