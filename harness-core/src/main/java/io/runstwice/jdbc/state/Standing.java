package io.runstwice.jdbc.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The now of an open transaction: it stands where the transaction began, so time that has passed since is taken from
 * what the server's clock says.
 *
 * <p>Times are made older when time passes, for the clock cannot be moved. A transaction that was open meanwhile would
 * look at them with a now that is too late by as much.
 */
public final class Standing {

    /**
     * A transaction that has ended.
     *
     * @param now what its now was, as the server told it; null if that is not known
     * @param behind how much time passed while it was open
     */
    record Ended(@Nullable Instant now, Duration behind) {}

    private volatile Duration behind = Duration.ZERO;
    private volatile @Nullable Instant now;

    /** Time passes while the transaction is open. */
    public void passes(Duration time, @Nullable Instant began) {
        behind = behind.plus(time);
        now = began;
    }

    /** How much time has passed since it began. */
    Duration behind() {
        return behind;
    }

    /** It is over; null if no time passed in it. */
    @Nullable
    public Ended end() {
        Ended ended = behind.isZero() ? null : new Ended(now, behind);
        behind = Duration.ZERO;
        now = null;
        return ended;
    }
}
