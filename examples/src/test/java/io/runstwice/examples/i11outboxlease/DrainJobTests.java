package io.runstwice.examples.i11outboxlease;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class DrainJobTests {

    private final DrainScenarios scenarios = new DrainScenarios();

    @Test
    void drainOutlivesItsLock_bothDrainsSend() {
        assertThat(scenarios.broken().replay("D1 pause before gateway POST /v1/messages #1; 1h later D2; D1"))
                .isUnsafeWith("double effect: gateway /v1/messages");
    }

    @Test
    void scheduledLockOnly_diesAfterSending_sendsAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/messages")
                .firstShownBy("D1 crash after gateway POST /v1/messages #1; 1h later D2");
    }

    @Test
    void eachRowClaimedAndKeyed_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
