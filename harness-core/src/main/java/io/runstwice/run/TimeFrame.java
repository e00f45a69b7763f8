package io.runstwice.run;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the rows of a snapshot stand in time, so that a delivery finds them as old as they were, however long ago that
 * was.
 *
 * <p>The machine's clock cannot be stopped. When a snapshot is put back, times that go with it move by as much as it
 * has gone on, in whole ticks: a table is written anew only when a tick is over. What is left of a tick is not made up
 * for: no row may lie in the future that did not before.
 *
 * @param at what the machine's clock showed when the rows were captured
 * @param laid by how much given times have moved since they were given
 */
record TimeFrame(Instant at, Duration laid) {

    /** Whole seconds: every column can show them, so what is known to have moved has moved by exactly that. */
    static final Duration TICK = Duration.ofSeconds(1);

    /**
     * By how much given times lie earlier in a run that is moved for the first or second time: by seconds that no job
     * adds. A job that adds as much writes what was given, and it does not show that it wrote.
     */
    static Duration odd(int moves) {
        return moves == 0 ? Duration.ZERO : TICK.multipliedBy(4L * moves - 1);
    }

    /** The same rows now. */
    TimeFrame on(Instant now, Duration tick) {
        long ticks = Duration.between(at, now).dividedBy(tick);
        return ticks <= 0 ? this : plus(tick.multipliedBy(ticks));
    }

    /** The same rows, given so much earlier. */
    TimeFrame earlier(Duration time) {
        return new TimeFrame(at, laid.minus(time));
    }

    private TimeFrame plus(Duration shift) {
        return new TimeFrame(at.plus(shift), laid.plus(shift));
    }

    /** The rows that are there now, captured as they are. */
    TimeFrame captured(Instant now) {
        return new TimeFrame(now, laid);
    }
}
