package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;

/**
 * What one schedule of a family leads to.
 *
 * @param run what was executed
 * @param violation how it differs from the baseline, if it does
 */
public record Trial(Run run, Optional<Violation> violation) {}
