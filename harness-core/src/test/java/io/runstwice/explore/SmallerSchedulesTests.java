package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One thing of a schedule is left out, and what is left is a schedule. */
class SmallerSchedulesTests {

    private static List<String> without(String schedule) {
        return new SmallerSchedules(Schedule.parse(schedule))
                .each().stream().map(Schedule::toString).toList();
    }

    @Test
    void turnsAndFaults_areLeftOut_andDeliveriesCountedAnew() {
        assertThat(without("D1 crash after db COMMIT #1; D2 acknowledgement lost; D3"))
                .containsExactlyInAnyOrder(
                        "D1 acknowledgement lost; D2",
                        "D1; D2 acknowledgement lost; D3",
                        "D1 crash after db COMMIT #1; D2",
                        "D1 crash after db COMMIT #1; D2; D3");
    }

    @Test
    void timeBeforeATurn_isLeftOutAloneOrPassesBeforeTheNext() {
        assertThat(without("D1 acknowledgement lost; 1h later D2 acknowledgement lost; D3"))
                .contains(
                        "D1 acknowledgement lost; D2 acknowledgement lost; D3",
                        "D1 acknowledgement lost; D2",
                        "D1 acknowledgement lost; 1h later D2");
    }

    @Test
    void timeBeforeATurn_isNotAddedToThatBeforeTheNext() {
        assertThat(without("D1 crash after db COMMIT #1; 1h later D2 crash before db COMMIT #1; 1h later D3"))
                .contains("D1 crash after db COMMIT #1; 1h later D2")
                .noneMatch(schedule -> schedule.contains("2h"));
    }

    @Test
    void firstDelivery_comesAtOnce() {
        assertThat(without("D1 crash before db COMMIT #1; 1h later D2 acknowledgement lost; D3"))
                .contains("D1 acknowledgement lost; D2")
                .allMatch(schedule -> schedule.startsWith("D1"));
    }

    @Test
    void whoDoesNotStandStill_doesAtOnceWhatItDidLater() {
        assertThat(without("D1 pause before db COMMIT #1; copy D2; D1 crash after db COMMIT #1; D3"))
                .contains("D1 crash after db COMMIT #1; copy D2; D3")
                .noneMatch(schedule -> schedule.startsWith("copy"));
    }

    @Test
    void waitThatTimesOut_isNotLeftOut() {
        assertThat(without("D1 pause before db COMMIT #1; copy D2 time-out of db UPDATE jobs #1; D1"))
                .isNotEmpty()
                .allMatch(schedule -> schedule.contains("time-out") || !schedule.contains("copy D2"));
    }
}
