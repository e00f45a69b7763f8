package io.runstwice.examples.chargeinvoice;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChargeInvoiceJobTests {

    private final ChargeInvoiceScenarios scenarios = new ChargeInvoiceScenarios();

    @Test
    void withoutLockAndKey_diesBeforeTheCommit_chargesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 crash after gateway POST /v1/charges #1; D2");
    }

    @Test
    void asTheArticleHasIt_redeliveredWithinAnHour_isSafe() {
        assertThat(scenarios.asTheArticle().explore()).isSafeAndComplete();
    }

    @Test
    void asTheArticleHasIt_redeliveredAfter25Hours_theGatewayHasForgottenTheKey() {
        assertThat(scenarios
                        .asTheArticle()
                        .redeliveredWithin(Duration.ofHours(25))
                        .explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 crash after gateway POST /v1/charges #1; 25h later D2")
                .saying("after 25 h gateway had forgotten the Idempotency-Key invoice-42");
    }

    @Test
    void intentOnRecord_redeliveredAfter25Hours_isSafe() {
        assertThat(scenarios.fixed().redeliveredWithin(Duration.ofHours(25)).explore())
                .isSafeAndComplete();
    }
}
