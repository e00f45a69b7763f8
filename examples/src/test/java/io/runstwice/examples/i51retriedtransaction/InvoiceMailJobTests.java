package io.runstwice.examples.i51retriedtransaction;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class InvoiceMailJobTests {

    private final InvoiceMailScenarios scenarios = new InvoiceMailScenarios();

    @Test
    void rowChangedByAClerk_transactionRepeated_mailsTwice() {
        assertThat(scenarios.broken().replay("D1 pause before db UPDATE invoices #1; actor clerk; D1"))
                .isUnsafeWith("double effect: gateway /v1/messages");
    }

    @Test
    void mailsWithinTheTransaction_diesBeforeTheCommit_mailsAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/messages")
                .firstShownBy("actor clerk; D1 crash after gateway POST /v1/messages #1; D2");
    }

    @Test
    void mailsAfterTheCommitUnderAKey_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
