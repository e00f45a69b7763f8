package io.runstwice.explore;

import io.runstwice.judge.Difference;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Unexcused;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.schedule.Turn;
import java.util.List;
import java.util.Optional;

/**
 * A run that differs from the baseline.
 *
 * @param run the run that was executed
 * @param violation its difference
 * @param nearest the serial order that it was compared with; the baseline's if it is empty
 */
public record Finding(Run run, Violation violation, List<Turn> nearest) {

    /** One that was compared with the baseline. */
    public Finding(Run run, Violation violation) {
        this(run, violation, List.of());
    }

    /** Why no fault excuses a double of this run, if its contract asks for one. */
    public Optional<Unexcused> unexcused(Judge judge, Difference difference) {
        return judge.needsTraces()
                ? judge.unexcused(difference.resource(), difference.table(), Traces.of(run))
                : Optional.empty();
    }
}
