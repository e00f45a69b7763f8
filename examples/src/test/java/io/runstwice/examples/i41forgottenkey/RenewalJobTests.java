package io.runstwice.examples.i41forgottenkey;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalJobTests {

    private final RenewalScenarios scenarios = new RenewalScenarios();

    @Test
    void keyAlone_retriedAfter25Hours_chargesAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 crash after gateway POST /v1/charges #1; 25h later D2")
                .saying("after 25 h gateway had forgotten the Idempotency-Key renewal-9");
    }

    @Test
    void keyAlone_retriedWithinAnHour_isSafe() {
        assertThat(scenarios.broken().redeliveredWithin(Duration.ofHours(1)).explore())
                .isSafeAndComplete();
    }

    @Test
    void intentOnRecord_retriedAfter25Hours_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }

    @Test
    void intentOnRecord_workerThatGoesOnAfter25Hours_chargesAgain() {
        assertThat(scenarios.fixed().preemptions(Bounds.ANY).explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 pause before gateway POST /v1/charges #1; D2; 25h later D1");
    }
}
