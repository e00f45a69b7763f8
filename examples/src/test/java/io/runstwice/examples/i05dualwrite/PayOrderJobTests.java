package io.runstwice.examples.i05dualwrite;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class PayOrderJobTests {

    private final PayOrderScenarios scenarios = new PayOrderScenarios();

    @Test
    void commitsThenPublishes_diesInBetween_losesTheEvent() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("lost effect: broker publish")
                .firstShownBy("D1 crash after db UPDATE orders #1; D2");
    }

    @Test
    void outboxInTheTransaction_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
