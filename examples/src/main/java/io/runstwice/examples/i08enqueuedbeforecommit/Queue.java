package io.runstwice.examples.i08enqueuedbeforecommit;

/** Where the producer puts messages. */
interface Queue {
    void enqueue(long userId);
}
