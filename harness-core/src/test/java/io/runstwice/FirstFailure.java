package io.runstwice;

import io.runstwice.explore.Tally;
import java.util.Optional;

/** When the first violation of an exploration was found. */
public final class FirstFailure {

    private FirstFailure() {}

    /** Empty if there was none. */
    public static Optional<Tally.First> of(Verdict verdict) {
        return verdict.findings().tally().first();
    }
}
