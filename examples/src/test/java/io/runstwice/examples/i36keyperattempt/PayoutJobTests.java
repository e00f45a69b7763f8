package io.runstwice.examples.i36keyperattempt;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class PayoutJobTests {

    private final PayoutScenarios scenarios = new PayoutScenarios();

    @Test
    void newKeyPerAttempt_diesBeforeItIsMarked_paysTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/payouts")
                .firstShownBy("D1 crash after gateway POST /v1/payouts #1; D2");
    }

    @Test
    void keyStoredWithTheIntent_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
