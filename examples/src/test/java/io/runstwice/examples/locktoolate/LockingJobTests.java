package io.runstwice.examples.locktoolate;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class LockingJobTests {

    private final LockingScenarios scenarios = new LockingScenarios();

    @Test
    void locksWhatItHasRead_chargedInBetween_chargesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db SELECT invoices #2; copy D2; D1");
    }

    @Test
    void readsWhatItHasLocked_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
