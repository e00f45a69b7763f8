package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;

/**
 * The result of one schedule of a family.
 *
 * @param run the run that was executed
 * @param violation its difference to the baseline, if there is one
 */
public record Trial(Run run, Optional<Violation> violation) {}
