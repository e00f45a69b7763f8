package io.runstwice.run;

import java.util.concurrent.TimeUnit;

/**
 * Keeps deliveries that follow one another out of the same millisecond. No queue hands a message out again so soon; and
 * where a job makes ids of the machine's clock, two of them would be one by luck, and a violation would show itself in
 * one run and not in the next.
 */
final class ClockTick {

    /** A clock that stands is not waited for. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);

    private long last = -1;

    /** Notes that a worker has acted until now. */
    void passes() {
        last = System.currentTimeMillis();
    }

    /** The millisecond in which a worker acted last. */
    long last() {
        return last;
    }

    /** Waits until another millisecond has begun since. */
    void awaitAnother() {
        long begin = System.nanoTime();
        while (System.currentTimeMillis() == last && System.nanoTime() - begin < LONGEST) {
            Thread.onSpinWait();
        }
    }
}
