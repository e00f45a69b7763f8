package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A number of many digits is a time only if it moves as a clock does. Baselines that follow each other fast look alike
 * to both.
 */
class LargeNumbersTests {

    private static final Table LINES = table("db lines", List.of("no number!", "ref number", "body value"));

    private static Observation run(Instant now, long number) {
        return new Observation(
                state(plus(LINES, row("1", Long.toString(number), "see " + number))),
                List.of(new Observation.Act(now, now.plusMillis(5), List.of(NOON))),
                Duration.ZERO);
    }

    private static boolean isRight(long[] numbers, long later) {
        List<Observation> baselines = IntStream.range(0, numbers.length)
                .mapToObj(i -> run(NOON.plusMillis(6L * i), numbers[i]))
                .toList();
        return Judge.of(state(LINES), baselines, Map.of())
                .judge(run(NOON.plusSeconds(90), later), true, Set.of())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1_000_000_000_000_000L,
                1_700_000_000_000_000L,
                1_772_000_000_123_456L,
                9_000_000_000_000_000L,
                1_700_000_000_000_000_000L
            })
    void numbersOfASequence_areIds(long start) {
        long[] numbers = {start, start + 1, start + 3_029, start + 6_061};

        assertThat(isRight(numbers, start + 9_103)).isTrue();
        assertThat(isRight(numbers, 17)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_800_000, 5_415_000, -86_400_000, 90L * 86_400_000, 3_650L * 86_400_000})
    void numbersThatMoveWithTheClock_areTimes(long ahead) {
        long now = NOON.toEpochMilli() + ahead;
        long[] numbers = {now + 1, now + 8, now + 13, now + 20};

        assertThat(isRight(numbers, now + 90_003)).isTrue();
        assertThat(isRight(numbers, now + 3_690_003)).isFalse();
        assertThat(isRight(numbers, now + 3)).isFalse();
    }
}
