package io.runstwice.examples.i08enqueuedbeforecommit;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeJobTests {

    private final WelcomeScenarios scenarios = new WelcomeScenarios();

    @Test
    void enqueuedBeforeTheCommit_workerIsFaster_losesTheMail() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("lost effect: gateway /v1/messages")
                .firstShownBy("actor producer pause before db COMMIT #1; D1; actor producer");
    }

    @Test
    void enqueuedFromTheOutbox_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
