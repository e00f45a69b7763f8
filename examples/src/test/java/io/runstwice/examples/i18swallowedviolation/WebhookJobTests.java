package io.runstwice.examples.i18swallowedviolation;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class WebhookJobTests {

    private final WebhookScenarios scenarios = new WebhookScenarios();

    @Test
    void violationLoggedOnly_twoAtOnce_dispatchesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/dispatches")
                .firstShownBy("D1 pause before db INSERT webhook_deliveries #1; copy D2; D1");
    }

    @Test
    void violationHeeded_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
