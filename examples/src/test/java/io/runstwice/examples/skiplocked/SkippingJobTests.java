package io.runstwice.examples.skiplocked;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class SkippingJobTests {

    private final SkippingScenarios scenarios = new SkippingScenarios();

    @Test
    void emptyClaimAcknowledged_safeForCopies_lostWhenTheVisibilityLapses() {
        // Copies are explored before: that none of them comes first says that all of them were safe.
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("lost effect: db charges", "lost effect: db invoices")
                .firstShownBy("D1 pause before db INSERT charges #1; D2; D1 crash before db INSERT charges #1");
    }

    @Test
    void refusesWhileTheRowIsMerelyLocked_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
