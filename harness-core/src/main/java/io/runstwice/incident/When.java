package io.runstwice.incident;

import java.time.Duration;
import java.util.List;

/**
 * The time that passed before a worker acted.
 *
 * @param said exactly; zero for none
 * @param open whether that is unknown: at once, or at the end of the bound
 */
record When(Duration said, boolean open) {

    static final When AT_ONCE = new When(Duration.ZERO, false);
    static final When SOME_TIME = new When(Duration.ZERO, true);

    /** The times that fit. */
    List<Duration> within(Duration bound) {
        return open ? List.of(Duration.ZERO, bound) : List.of(said);
    }
}
