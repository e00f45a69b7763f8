package io.runstwice.explore;

import io.runstwice.judge.Difference;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Unexcused;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;

/**
 * A run that differs from the baseline.
 *
 * @param run what was executed
 * @param violation how it differs
 */
public record Finding(Run run, Violation violation) {

    /** Why no fault excuses a double of this run, if its contract asks for one. */
    public Optional<Unexcused> unexcused(Judge judge, Difference difference) {
        return judge.needsTraces()
                ? judge.unexcused(difference.resource(), difference.table(), Traces.of(run))
                : Optional.empty();
    }
}
