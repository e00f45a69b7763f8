package io.runstwice.judge;

import static io.runstwice.judge.Worlds.noon;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A list that is sorted by noise has no order of its own; what is in it counts all the same. */
class ListsTests {

    private static final Table ORDERS = table("db orders", List.of("id value!", "sku value"));
    private static final Table BATCHES = table("db batches", List.of("name value", "list value"));
    private static final State GIVEN = state(ORDERS, BATCHES);
    private static final String A = "11111111-aaaa-4aaa-8aaa-111111111111";
    private static final String B = "22222222-bbbb-4bbb-8bbb-222222222222";
    private static final String C = "33333333-cccc-4ccc-8ccc-333333333333";
    private static final String D = "44444444-dddd-4ddd-8ddd-444444444444";
    private static final String E = "55555555-eeee-4eee-8eee-555555555555";
    private static final String F = "66666666-ffff-4fff-8fff-666666666666";

    private static Observation run(String pen, String ink, String list) {
        return noon(plus(ORDERS, row(pen, "pen"), row(ink, "ink")), plus(BATCHES, row("b", list)));
    }

    private static String sorted(String... elements) {
        return Stream.of(elements).sorted().map(one -> "\"" + one + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static Judge judge(BinaryOperator<String> list) {
        return Judge.of(
                GIVEN,
                List.of(run(A, B, list.apply(A, B)), run(D, C, list.apply(D, C)), run(B, D, list.apply(B, D))),
                Map.of());
    }

    private static boolean isRight(Judge judge, Observation run) {
        return judge.judge(run, true, Set.of()).isEmpty();
    }

    @Test
    void idsSortedByThemselves_areABag() {
        Judge judge = judge((pen, ink) -> sorted(pen, ink));

        assertThat(isRight(judge, run(E, F, sorted(E, F)))).isTrue();
        assertThat(isRight(judge, run(F, E, sorted(E, F)))).isTrue();
        assertThat(isRight(judge, run(E, F, sorted(E, E)))).isFalse();
        assertThat(isRight(judge, run(E, F, sorted(E)))).isFalse();
        assertThat(isRight(judge, run(E, F, sorted(E, F, F)))).isFalse();
        assertThat(isRight(judge, run(E, F, sorted(E, A)))).isFalse();
    }

    @Test
    void amountsBesideIdsInABag_belongToTheirIds() {
        BinaryOperator<String> list =
                (pen, ink) -> Stream.of("{\"id\":\"" + pen + "\",\"cents\":5}", "{\"id\":\"" + ink + "\",\"cents\":7}")
                        .sorted(java.util.Comparator.comparing(one -> one.substring(7)))
                        .collect(Collectors.joining(",", "[", "]"));
        Judge judge = judge(list);

        assertThat(isRight(judge, run(F, E, list.apply(F, E)))).isTrue();
        assertThat(isRight(judge, run(E, F, list.apply(E, F)))).isTrue();
        assertThat(isRight(judge, run(E, F, list.apply(F, E))))
                .as("the pen costs what the ink does")
                .isFalse();
        assertThat(isRight(judge, run(E, F, list.apply(E, F).replace("7", "14"))))
                .isFalse();
    }

    @Test
    void arrayOfADatabaseSortedByIds_isABag() {
        BinaryOperator<String> list =
                (pen, ink) -> Stream.of(pen, ink).sorted().collect(Collectors.joining(",", "{", "}"));
        Judge judge = judge(list);

        assertThat(isRight(judge, run(F, E, list.apply(F, E)))).isTrue();
        assertThat(isRight(judge, run(F, E, list.apply(F, F)))).isFalse();
    }

    @Test
    void orderThatDoesNotFollowFromNoise_counts() {
        Judge judge = judge((pen, ink) -> "[\"" + pen + "\",\"" + ink + "\",1,2]");

        assertThat(isRight(judge, run(F, E, "[\"" + F + "\",\"" + E + "\",1,2]")))
                .isTrue();
        assertThat(isRight(judge, run(F, E, "[\"" + E + "\",\"" + F + "\",1,2]")))
                .isFalse();
        assertThat(isRight(judge, run(F, E, "[\"" + F + "\",\"" + E + "\",2,1]")))
                .isFalse();
    }
}
