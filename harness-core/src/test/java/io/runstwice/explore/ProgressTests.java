package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said while an exploration takes its time. */
class ProgressTests {

    private static final long BEGIN = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(7); // the machine's clock may wrap

    private final List<String> lines = new ArrayList<>();
    private final Progress progress = new Progress("ChargeJob", BEGIN, lines::add);

    private void tell(int seconds, int explored, int left) {
        progress.tell(BEGIN + TimeUnit.SECONDS.toNanos(seconds), explored, left);
    }

    @Test
    void shortExploration_saysNothing() {
        tell(1, 10, -1);
        tell(4, 40, -1);

        assertThat(lines).isEmpty();
    }

    @Test
    void everyFewSeconds_saysHowFarItIsAndAtWhat() {
        progress.begins("any number of crashes");
        tell(5, 1_000, -1);
        tell(6, 1_200, -1);
        tell(10, 2_000, -1);

        assertThat(lines)
                .containsExactly(
                        "ChargeJob: 1,000 schedules explored in 5 s, now: any number of crashes",
                        "ChargeJob: 2,000 schedules explored in 10 s, now: any number of crashes");
    }

    @Test
    void bounded_saysHowLongItTakesAtMost() {
        progress.begins("two copies at once");
        tell(10, 500, 4_500);

        assertThat(lines)
                .containsExactly(
                        "ChargeJob: 500 schedules explored in 10 s, now: two copies at once; at most 4,500 more, 90 s at this pace");
    }
}
