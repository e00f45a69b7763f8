package io.runstwice.examples.i42claimedisdone;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class MeterJobTests {

    private final MeterScenarios scenarios = new MeterScenarios();

    @Test
    void notesBeforeItMeters_diesInBetween_losesTheUsage() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("lost effect: db usage")
                .firstShownBy("D1 crash after db INSERT processed_events #1; D2");
    }

    @Test
    void notesAndMetersInOneTransaction_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
