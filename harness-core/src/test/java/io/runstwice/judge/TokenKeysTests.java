package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.at;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two states that differ in the ids alone that an application drew as text have one future; what these ids point at
 * does not vary.
 */
class TokenKeysTests {

    private static final Table ORDERS = table("db orders", List.of("id value!", "name value"));
    private static final Table LINES = table("db lines", List.of("order_id value", "note value"));
    private static final State GIVEN = state(ORDERS, LINES);

    private static final String A = "V1StGXR8aZ5jdHi6BmyT";
    private static final String B = "Uakgb3J5m9gqN0JDbcLD";
    private static final String C = "Rb0wQx7Tn2LkYc8PzEfM";
    private static final String D = "q3HsWv9Kt6XdGa1NuJoZ";

    private static final TokenKeys KEYS = Judge.of(
                    GIVEN,
                    List.of(
                            run("K9mTz4QwXe7RbYc2LsHf"),
                            run("e2PdNv8JgUo5SxZa0WtI"),
                            run("Z7hYk1BnCr6MqLf3GjVw"),
                            run("a5XoE8uRsTi4DpWb9KyN")),
                    Map.of())
            .tokenKeys();

    private static Observation run(String id) {
        return at(NOON, state(plus(ORDERS, row(id, "pen")), LINES));
    }

    private static String key(Table orders, Table lines) {
        return FutureKey.of(state(orders, lines), GIVEN, FutureKeyTests.NOW, new FineTimes(), KEYS);
    }

    private static Table orders(String pen, String ink) {
        return plus(ORDERS, row(pen, "pen"), row(ink, "ink"));
    }

    private static Table line(String order, String note) {
        return plus(LINES, row(order, note));
    }

    @Test
    void otherIds_haveTheSameFuture() {
        assertThat(key(orders(A, B), line(A, "of " + A))).isEqualTo(key(orders(C, D), line(C, "of " + C)));
    }

    @Test
    void idOfAnotherOrder_inAColumnOrInText_hasAnotherFuture() {
        String right = key(orders(A, B), line(A, "of " + A));

        assertThat(right).isNotEqualTo(key(orders(C, D), line(D, "of " + C)));
        assertThat(right).isNotEqualTo(key(orders(C, D), line(C, "of " + D)));
    }

    @Test
    void idOfNoOrder_hasAnotherFuture() {
        assertThat(key(orders(A, B), line(A, "x"))).isNotEqualTo(key(orders(A, B), line(C, "x")));
    }

    @Test
    void otherText_hasAnotherFuture() {
        assertThat(key(orders(A, B), line(A, "of " + A))).isNotEqualTo(key(orders(C, D), line(C, "for " + C)));
    }

    @Test
    void idsInTheOrderOfTheirTime_keepTheirOrder() {
        TokenKeys ascending = Judge.of(
                        GIVEN, List.of(run("a1" + A), run("a2" + B), run("a3" + C), run("a4" + D)), Map.of())
                .tokenKeys();

        assertThat(FutureKey.of(
                        state(orders("a5" + A, "a6" + B), LINES),
                        GIVEN,
                        FutureKeyTests.NOW,
                        new FineTimes(),
                        ascending))
                .isNotEqualTo(FutureKey.of(
                        state(orders("a6" + A, "a5" + B), LINES),
                        GIVEN,
                        FutureKeyTests.NOW,
                        new FineTimes(),
                        ascending));
    }
}
