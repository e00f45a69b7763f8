package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Run;

/**
 * A run that differs from the baseline.
 *
 * @param run what was executed
 * @param violation how it differs
 */
public record Finding(Run run, Violation violation) {}
