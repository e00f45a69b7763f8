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

    private static final Table DOCS = table("db docs", List.of("id number!", "ids value", "steps value"));

    /** A column, or a member of the same document, that is sorted by noise says nothing of another one. */
    @Test
    void listBesideOneThatIsSortedByNoise_keepsItsOrder() {
        BinaryOperator<String> apart = (ids, steps) -> ids + "|" + steps;
        BinaryOperator<String> together = (ids, steps) -> "{\"ids\": " + ids + ", \"steps\": " + steps + "}|";
        for (BinaryOperator<String> form : List.of(apart, together)) {
            Judge judge = Judge.of(
                    state(ORDERS, DOCS),
                    List.of(
                            docs(A, B, form, 10),
                            docs(D, C, form, 21),
                            docs(F, E, form, 34),
                            docs(id(4), id(3), form, 48)),
                    Map.of());

            assertThat(isRight(judge, docs(id(5), id(6), form, 50))).isTrue();
            assertThat(isRight(judge, docs(id(6), id(5), form, 51))).isTrue();
            Observation turned = docs(id(5), id(6), (ids, steps) -> form.apply(ids, turned(steps)), 50);
            assertThat(isRight(judge, turned)).isFalse();
        }
    }

    private static String id(int number) {
        return String.format("%08d-abab-4aba-8aba-%012d", number, number);
    }

    private static Observation docs(String pen, String ink, BinaryOperator<String> form, int step) {
        String steps =
                "[{\"s\":\"paid\",\"t\":\"" + id(step) + "\"},{\"s\":\"shipped\",\"t\":\"" + id(99 - step) + "\"}]";
        String[] cells = form.apply(sorted(pen, ink), steps).split("\\|", -1);
        return noon(plus(ORDERS, row(pen, "pen"), row(ink, "ink")), plus(DOCS, row("1", cells[0], cells[1])));
    }

    private static String turned(String steps) {
        int middle = steps.indexOf("},{");
        return "[" + steps.substring(middle + 2, steps.length() - 1) + "," + steps.substring(1, middle + 1) + "]";
    }

    @Test
    void numbersInADocument_areEqualByValue() {
        Table docs = table("db docs", List.of("id number!", "doc value"));
        List<Observation> runs = Stream.of(A, B, C)
                .map(id -> noon(plus(docs, row("1", "{\"id\": \"" + id + "\", \"total\": 1.50}"))))
                .toList();
        Judge judge = Judge.of(state(docs), runs, Map.of());

        for (String total : List.of("1.5", "1.500", "15e-1")) {
            String doc = "{\"id\": \"" + D + "\", \"total\": " + total + "}";
            assertThat(isRight(judge, noon(plus(docs, row("1", doc)))))
                    .as(total)
                    .isTrue();
        }
        String other = "{\"id\": \"" + D + "\", \"total\": 1.51}";
        assertThat(isRight(judge, noon(plus(docs, row("1", other))))).isFalse();
    }

    /** The same document in other signs, whether anything beside it varies or not. */
    @Test
    void documentThatNothingVariesIn_isComparedByItsValues() {
        Table docs = table("db docs", List.of("id number!", "doc value"));
        List<Observation> baselines = Stream.of(1, 2, 3, 4)
                .map(any -> noon(plus(docs, row("1", "{\"total\": 1.50, \"of\": \"a\"}"))))
                .toList();
        Judge judge = Judge.of(state(docs), baselines, Map.of());

        for (String same : List.of("{\"of\":\"a\",\"total\":1.5}", "{\"total\": 15e-1, \"of\": \"a\"}")) {
            assertThat(judge.judge(noon(plus(docs, row("1", same))), true, Set.of()))
                    .as(same)
                    .isEmpty();
        }
        for (String other : List.of("{\"total\": 1.51, \"of\": \"a\"}", "{\"total\": \"1.50\", \"of\": \"a\"}")) {
            assertThat(judge.judge(noon(plus(docs, row("1", other))), true, Set.of()))
                    .as(other)
                    .isPresent();
        }
    }
}
