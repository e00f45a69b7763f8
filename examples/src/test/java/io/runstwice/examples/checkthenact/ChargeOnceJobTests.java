package io.runstwice.examples.checkthenact;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class ChargeOnceJobTests {

    private final ChargeOnceScenarios scenarios = new ChargeOnceScenarios();

    @Test
    void twoLookBeforeEitherHasCharged_chargesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db INSERT charges #1; copy D2; D1");
    }

    @Test
    void locksWhatItHasRead_chargedInBetween_chargesTwice() {
        assertThat(scenarios.lockedTooLate().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db SELECT invoices #2; copy D2; D1");
    }

    @Test
    void lookTakesTheLock_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
