package io.runstwice.examples.wrongisolation;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class IsolationTests {

    private final IsolationScenarios scenarios = new IsolationScenarios();

    @Test
    void repeatableRead_bothCountNone_chargesTwice() {
        assertThat(scenarios.repeatable().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db INSERT charges #1; copy D2; D1");
    }

    @Test
    void serializableWithARetry_anything_isSafe() {
        assertThat(scenarios.serializable().explore()).isSafeAndComplete();
    }

    @Test
    void innocentReadBeforeTheLock_decidesWhatIsSeen_chargesTwice() {
        assertThat(scenarios.innocentRead().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db LOCK TABLE #1; copy D2; D1");
    }

    @Test
    void snapshotUnderTheLock_anything_isSafe() {
        assertThat(scenarios.lockFirst().explore()).isSafeAndComplete();
    }
}
