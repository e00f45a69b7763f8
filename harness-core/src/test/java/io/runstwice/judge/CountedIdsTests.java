package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.at;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ids that count: the baselines agree on the higher digits of the count, and the judged run has come further. */
class CountedIdsTests {

    private static final Table ORDERS = table("db orders", List.of("id number!", "name value"));

    private static final Judge JUDGE = Judge.of(
            state(ORDERS),
            List.of(run("c00a1k3x9qh7r"), run("c00a2k3x9zd4m"), run("c00a3k3x9bw8t"), run("c00a4k3x9mf2y")),
            Map.of());

    private static Observation run(String name) {
        return at(NOON, state(plus(ORDERS, row("1", name))));
    }

    private static boolean isRight(Judge judge, String name) {
        return judge.judge(run(name), true, Set.of()).isEmpty();
    }

    private static boolean mayHaveCounted(String name) {
        return JUDGE.mayHaveCountedOnFor(run(name), Set.of(), Trace.UNKNOWN);
    }

    @Test
    void countThatHasComeFurther_isRightByOneMoreBaseline() {
        assertThat(isRight(JUDGE, "c01b7k3x9wp5n")).isFalse();
        assertThat(mayHaveCounted("c01b7k3x9wp5n")).isTrue();
        assertThat(isRight(JUDGE.learningFrom(List.of(run("c01b8k3x9pj6v"))), "c01b7k3x9wp5n"))
                .isTrue();
    }

    @Test
    void otherText_isWrongForAllThatTheBaselinesMayShow() {
        assertThat(mayHaveCounted("lost")).isFalse();
        assertThat(isRight(JUDGE.learningFrom(List.of(run("c01b8k3x9pj6v"))), "c01b7k3x8wp5n"))
                .isFalse();
    }
}
