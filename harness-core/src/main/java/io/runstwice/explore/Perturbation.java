package io.runstwice.explore;

import java.time.Duration;
import java.util.List;

/** Other clocks and other generated values: so far is the clock shifted, and so often the generators are moved. */
record Perturbation(Duration clockShift, int moves) {

    /**
     * Another hour, day, minute and second each time, so that every value that is computed from the clock changes. Odd,
     * so that nothing else moves by as much.
     */
    static final List<Perturbation> ALL = List.of(
            new Perturbation(Duration.ofHours(25).plusSeconds(61), 1),
            new Perturbation(Duration.ofHours(24).plusSeconds(17 * 60 + 43), 2));
}
