package io.runstwice.assertj;

import io.runstwice.Verdict;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Where assertions about verdicts begin.
 *
 * <pre>{@code
 * assertThat(verdict).isSafe().exploredCompletely();
 * assertThat(verdict).isUnsafe().withDoubleEffectOn("gateway").firstShownBy("D1 acknowledgement lost; D2");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RunsTwiceAssertions {

    private RunsTwiceAssertions() {}

    /** Begins an assertion about a verdict. */
    @CheckReturnValue
    public static VerdictAssert assertThat(Verdict verdict) {
        return new VerdictAssert(verdict);
    }
}
