package io.runstwice.examples.synceduser;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class SyncUserJobTests {

    private final SyncedUserScenarios scenarios = new SyncedUserScenarios();

    @Test
    void countsItsRuns_acknowledgementLost_countsTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db users")
                .firstShownBy("D1 acknowledgement lost; D2");
    }

    @Test
    void setsTheTime_anything_isSafeAsItIs() {
        assertThat(scenarios.safeAsItIs().explore()).isSafeAndComplete();
    }
}
