package io.runstwice.examples.i46fanout;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class CampaignJobTests {

    private final CampaignScenarios scenarios = new CampaignScenarios();

    @Test
    void keepsNoProgress_diesAtTheSecond_sendsTheFirstAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/messages")
                .firstShownBy("D1 crash after gateway POST /v1/messages #1; D2");
    }

    @Test
    void ledgerAndKeyPerRecipient_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
