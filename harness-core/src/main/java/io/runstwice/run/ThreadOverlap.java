package io.runstwice.run;

/**
 * Whether threads of one worker come to the gate beside each other, so that their order has to be chosen. Thread-safe.
 *
 * <p>To look out for others costs milliseconds at every interaction, and most jobs do one thing after the other. So it
 * is done until the baseline is known, and from then on only if any were met. A thread that meets another one later
 * shows that the order was left to luck so far: the exploration begins again.
 */
final class ThreadOverlap {

    private volatile boolean known;
    private volatile boolean met;

    /** Another job: nothing is known of it. */
    void begin() {
        known = false;
        met = false;
    }

    /** The baseline is recorded. */
    void isKnown() {
        known = true;
    }

    /** Two threads of one worker were at the gate, or one that its delivery does not run on. */
    void meet() {
        met = true;
    }

    boolean hasMet() {
        return met;
    }

    /** Whether a thread at the gate looks out for others. */
    boolean isExpected() {
        return met || !known;
    }
}
