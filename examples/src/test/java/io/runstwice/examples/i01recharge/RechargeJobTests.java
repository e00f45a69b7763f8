package io.runstwice.examples.i01recharge;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class RechargeJobTests {

    private final RechargeScenarios scenarios = new RechargeScenarios();

    @Test
    void chargesBeforeItIsOnRecord_diesBeforeTheCredit_chargesAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 crash after gateway POST /v1/charges #1; D2");
    }

    @Test
    void recordsTheRechargeFirst_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
