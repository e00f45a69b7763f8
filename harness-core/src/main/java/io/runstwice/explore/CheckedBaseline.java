package io.runstwice.explore;

import io.runstwice.run.Run;
import java.util.List;
import java.util.Set;

/**
 * A baseline that was the same each time, and how a run may end.
 *
 * @param run the baseline
 * @param ends how a run may end
 * @param taken a message that was taken for a duplicate of another one
 * @param unclear the columns whose times may be now and may be fixed
 */
record CheckedBaseline(Run run, AllowedOutcomes ends, List<Finding> taken, Set<String> unclear) {}
