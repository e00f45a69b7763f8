package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that the baseline wrote and that was not the present: a lease, an expiry, a due time.
 *
 * @param value the time
 * @param fromBegin how far it was from the begin of the run by the machine's clock
 * @param fromClock how far it was from the controlled clock
 * @param always whether every baseline wrote it
 * @param round whether it lies whole minutes away
 */
record Moment(Instant value, Duration fromBegin, Duration fromClock, boolean always, boolean round) {

    private static final long MINUTE = 60_000;

    static Moment of(Instant value, Window window, boolean always) {
        Duration fromBegin = Duration.between(window.begin(), value);
        Duration fromClock = Duration.between(window.clock(), value);
        return new Moment(value, fromBegin, fromClock, always, isRound(fromBegin, window));
    }

    private static boolean isRound(Duration offset, Window window) {
        long beyond = Math.floorMod(offset.toMillis(), MINUTE);
        return beyond <= window.length().plus(Window.SLACK).toMillis() || beyond >= MINUTE - Window.SLACK.toMillis();
    }

    /** Whether an instant lies as far from the present of a run as this one did. */
    boolean isLike(Instant instant, Window window, Duration slack) {
        return always && instant.equals(value)
                || moves()
                        && (window.isNow(instant.minus(fromBegin), slack)
                                || window.isNow(instant.minus(fromClock), slack));
    }

    /**
     * Whether it may go with the clock. Two baselines within one second write the same "in 30 minutes" if seconds are all that is
     * stored, so being equal does not nail such a time down.
     */
    private boolean moves() {
        return !always || round;
    }

    /** The same with steps of the controlled clock that are not known. */
    boolean mayBeLike(Instant instant, Window window, Duration slack) {
        return moves()
                && (window.mayBeNow(instant.minus(fromBegin), slack)
                        || window.mayBeNow(instant.minus(fromClock), slack));
    }

    /** How far an instant is from lying as far from the present as this one. */
    Duration distance(Instant instant, Window window) {
        return Duration.between(window.begin().plus(fromBegin), instant).abs();
    }
}
