package io.runstwice.examples.i33orphanedkey;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class RefundJobTests {

    private final RefundScenarios scenarios = new RefundScenarios();

    @Test
    void claimWithoutEnd_diesAfterTheClaim_isStuck() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith(
                        "stuck",
                        "lost effect: gateway /v1/charges", // which is not marked as refunded
                        "lost effect: gateway /v1/refunds",
                        "stale state: db idempotency_keys")
                .firstShownBy("D1 crash after db INSERT idempotency_keys #1; D2; 1h later D3");
    }

    @Test
    void claimWithALease_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
