package io.runstwice.judge;

import static io.runstwice.judge.Worlds.noon;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Many rows of one delivery: all kinds of difference are found, in processor time that grows as the rows do. */
class ManyRowsTests {

    private static final int FEW = 1_000;
    private static final int MANY = 15 * FEW;

    /** Fifteen times as many rows may take this much longer; what compares each with each takes two hundred times. */
    private static final int AT_MOST = 60;

    private static final Table ITEMS =
            table("db items", List.of("id generated!", "n number", "note value", "token value"));
    private static final Table ORDERS = table("db orders", List.of("id generated!", "item generated >items.id"));
    private static final Table PRICES = table("db prices", List.of("id value!", "cents number", "note value"));

    /** So many items, each with an order, so many times over. */
    private static State drawn(int rows, int times, int seed) {
        Random random = new Random(seed);
        List<Row> items = new ArrayList<>();
        List<Row> orders = new ArrayList<>();
        for (int i = 0; i < rows * times; i++) {
            String id = Integer.toString(seed * 1_000_000 + i);
            String uuid = new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                    .toString();
            items.add(row(id, Integer.toString(i % rows), "note " + i % rows, uuid));
            orders.add(row(Integer.toString(seed * 7_000_000 + i), id));
        }
        return new State(List.of(ITEMS.with(items), ORDERS.with(orders)));
    }

    private static State priced(int rows, UnaryOperator<Integer> cents) {
        List<Row> prices = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            prices.add(row("p" + i, Integer.toString(cents.apply(i)), "same"));
        }
        return new State(List.of(PRICES.with(prices)));
    }

    private static Observation at(State state) {
        return noon(state.tables().toArray(Table[]::new));
    }

    private static Judge judge(int rows) {
        return Judge.of(
                new State(List.of(ITEMS, ORDERS)),
                List.of(at(drawn(rows, 1, 1)), at(drawn(rows, 1, 2)), at(drawn(rows, 1, 3))),
                Map.of());
    }

    private static Judge judgeOfPrices(int rows) {
        return Judge.of(
                priced(rows, i -> 0), List.of(at(priced(rows, i -> i + 1)), at(priced(rows, i -> i + 1))), Map.of());
    }

    private static Violation.Kind kind(Judge judge, State state) {
        Optional<Violation> violation = judge.judge(at(state), true, Set.of());
        return violation.orElseThrow().kind();
    }

    @Test
    void rightRows_areRight_andDoubledOnesAreFound() {
        Judge judge = judge(MANY);

        assertThat(judge.judge(at(drawn(MANY, 1, 4)), true, Set.of())).isEmpty();
        assertThat(kind(judge, drawn(MANY, 2, 5))).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(kind(judge, drawn(MANY - 1, 1, 6))).isEqualTo(Violation.Kind.LOST_EFFECT);
    }

    @Test
    void changedRows_areFoundByTheirKeys() {
        Judge judge = judgeOfPrices(MANY);

        assertThat(judge.judge(at(priced(MANY, i -> i + 1)), true, Set.of())).isEmpty();
        assertThat(kind(judge, priced(MANY, i -> 2 * (i + 1)))).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(kind(judge, priced(MANY, i -> i == 7 ? 0 : i + 1))).isEqualTo(Violation.Kind.LOST_EFFECT);
    }

    @Test
    void fifteenTimesTheRows_takeAboutFifteenTimesAsLong() {
        judgesAll(FEW); // warm
        long few = cpu(() -> judgesAll(FEW));
        long many = cpu(() -> judgesAll(MANY));

        assertThat(many).isLessThan(AT_MOST * few);
    }

    private static void judgesAll(int rows) {
        Judge judge = judge(rows);
        judge.judge(at(drawn(rows, 1, 4)), true, Set.of());
        judge.judge(at(drawn(rows, 2, 5)), true, Set.of());
        Judge ofPrices = judgeOfPrices(rows);
        ofPrices.judge(at(priced(rows, i -> 2 * (i + 1))), true, Set.of());
        ofPrices.judge(at(priced(rows, i -> 7)), true, Set.of());
    }

    /** Time on a processor, however busy the machine is. */
    private static long cpu(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
