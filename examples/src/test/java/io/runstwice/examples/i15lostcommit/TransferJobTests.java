package io.runstwice.examples.i15lostcommit;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class TransferJobTests {

    private final TransferScenarios scenarios = new TransferScenarios();

    @Test
    void helperRepeatsTheBody_commitReplyLost_transfersTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db accounts", "double effect: db ledger")
                .firstShownBy("D1 lost reply of db COMMIT #1");
    }

    @Test
    void operationIdInTheTransaction_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
