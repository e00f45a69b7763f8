package io.runstwice.examples.i22rescuer;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class StatsJobTests {

    private final StatsScenarios scenarios = new StatsScenarios();

    @Test
    void rescuedWhileItRuns_deletesBeforeTheOtherInserts_countsTwice() {
        assertThat(scenarios.broken().replay("D1 pause before db INSERT downloads #1; D2; D1"))
                .isUnsafeWith("double effect: db downloads", "double effect: db packages");
    }

    @Test
    void rescuedBeforeItDeletes_deletesTheOthersRowsAndDies_losesThem() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("lost effect: db downloads")
                .firstShownBy("D1 pause before db DELETE downloads #1; D2; D1 crash after db DELETE downloads #1");
    }

    @Test
    void uniquePerDayAndPackage_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
