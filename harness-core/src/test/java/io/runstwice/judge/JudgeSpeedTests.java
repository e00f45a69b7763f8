package io.runstwice.judge;

import static io.runstwice.judge.Worlds.noon;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bounds far above what is usual: they catch a search that explodes, not a slow machine. */
@Tag("exhaustive")
class JudgeSpeedTests {

    private static final int LARGE = 100_000;
    private static final Table EMPTY =
            table("db audit", List.of("id generated!", "text value", "amount number", "ref generated >orders.id"));

    /** Rows as a database would give them back: equal, and never the same objects. */
    private static Table large() {
        List<Row> rows = IntStream.range(0, LARGE)
                .mapToObj(i -> row(Integer.toString(i), "entry " + i, Integer.toString(i % 100), null))
                .toList();
        return EMPTY.with(rows);
    }

    @Test
    void unchangedRows_judged_costNextToNothing() {
        State given = new State(List.of(large()));
        Judge judge = Judge.of(given, List.of(noon(plus(large(), row("x", "new", "1", null)))), Map.of());
        List<Row> shuffled = new ArrayList<>(large().rows());
        Collections.shuffle(shuffled, new Random(1));
        Table right = plus(large().with(shuffled), row("y", "new", "1", null));
        Table wrong = right.with(right.rows().subList(1, right.rows().size()));

        long start = System.nanoTime();
        assertThat(judge.judge(noon(right), true, Set.of())).isEmpty();
        assertThat(judge.judge(noon(wrong), true, Set.of())).isPresent();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void smallState_judged_takesNoTime() {
        Judge judge = Scene.CHARGE.judge();
        List<Observation> runs = IntStream.range(0, 200)
                .mapToObj(seed -> Scene.CHARGE.run(Draw.any(seed)))
                .toList();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            long start = System.nanoTime();
            runs.forEach(run ->
                    assertThat(judge.judge(run, true, Set.of()).isEmpty()).isTrue());
            best = Math.min(best, (System.nanoTime() - start) / runs.size());
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(5));
    }
}
