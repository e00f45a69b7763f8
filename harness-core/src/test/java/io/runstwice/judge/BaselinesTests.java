package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.at;
import static io.runstwice.judge.Worlds.noon;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselinesTests {

    private static final Table JOBS =
            table("db jobs", List.of("id number!", "state value", "host value", "memo value"));
    private static final Table NOTES = table("db notes", List.of("code value!", "text value"));
    private static final Table LOCKS = table("db locks", List.of("id number!", "name value", "until time"));
    private static final State GIVEN = state(JOBS, NOTES, LOCKS);

    private static Judge judge(Table... runs) {
        return Judge.of(GIVEN, List.of(runs).stream().map(table -> noon(table)).toList(), Map.of());
    }

    private static boolean isRight(Judge judge, Table... tables) {
        return judge.judge(noon(tables), true, Set.of()).isEmpty();
    }

    @Test
    void tokenDiffersBetweenBaselines_mayDifferInThatPlaceOfThatRowOnly() {
        Judge judge = judge(
                plus(JOBS, row("1", "done", "at k1f of a", "x"), row("2", "done", "b", "y")),
                plus(JOBS, row("1", "done", "at 9zz of a", "x"), row("2", "done", "b", "y")));

        assertThat(judge.noise()).containsExactly("jobs.host (random token)");
        assertThat(isRight(judge, plus(JOBS, row("1", "done", "at w2q of a", "x"), row("2", "done", "b", "y"))))
                .isTrue();
        assertThat(isRight(judge, plus(JOBS, row("1", "done", "at w2q of b", "x"), row("2", "done", "b", "y"))))
                .isFalse();
        assertThat(isRight(judge, plus(JOBS, row("1", "done", "at k1f of a", "x"), row("2", "done", "c", "y"))))
                .isFalse();
        assertThat(isRight(judge, plus(JOBS, row("1", "open", "at k1f of a", "x"), row("2", "done", "b", "y"))))
                .isFalse();
        assertThat(isRight(judge, plus(JOBS, row("1", "done", null, "x"), row("2", "done", "b", "y"))))
                .isFalse();
    }

    @Test
    void countInATextDiffersBetweenBaselines_isUnfitAndNamesTheWayOut() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> judge(
                        plus(JOBS, row("1", "done", "took 13 ms", "x")),
                        plus(JOBS, row("1", "done", "took 14 ms", "x"))))
                .withMessageContaining("db jobs.host was 13 after the first run and 14 after another one")
                .withMessageContaining("Database.varying(\"jobs.host\")");
    }

    @Test
    void valueIsThereOnceAndOnceNot_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(
                        () -> judge(plus(JOBS, row("1", "done", "a", "x")), plus(JOBS, row("1", "done", null, "x"))))
                .withMessageContaining("db jobs.host was a after the first run and null after another one");
    }

    @Test
    void keyDiffersBetweenBaselines_isComparedByPosition() {
        Judge judge = judge(plus(NOTES, row("k1f", "same")), plus(NOTES, row("9zz", "same")));

        assertThat(judge.noise()).containsExactly("notes.code (random token)");
        assertThat(isRight(judge, plus(NOTES, row("abc", "same")))).isTrue();
        assertThat(isRight(judge, plus(NOTES, row("abc", "same"), row("abd", "same"))))
                .isFalse();
        assertThat(isRight(judge, plus(NOTES, row("abc", "other")))).isFalse();
    }

    @Test
    void mostCellsVaryDownToTheNumberOfTheirWords_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> judge(
                        plus(JOBS, row("1", "a b", "a b c", "c d e")), plus(JOBS, row("1", "d e f", "x y", "z q r s"))))
                .withMessageContaining("of 4 cells that the job wrote, 3")
                .withMessageContaining("jobs.memo (content not compared)");
    }

    @Test
    void mostCellsAreTokensAndIds_isJudged() {
        Table orders = table("db orders", List.of("id generated!", "ulid value", "paid_by value"));
        String first = "01KB8ZQ3W4M5N6P7Q8R9S0T1V2";
        String second = "01KB8ZQ9XH7J2K4M6N8P0Q1R3S";
        Judge judge = Judge.of(
                state(orders),
                List.of(noon(plus(orders, row("1", first, first))), noon(plus(orders, row("2", second, second)))),
                Map.of());

        assertThat(isRight(judge, plus(orders, row("7", "01KB8ZQA1H7J2K4M6N8P0Q1R3S", "01KB8ZQA1H7J2K4M6N8P0Q1R3S"))))
                .isTrue();
        assertThat(isRight(judge, plus(orders, row("7", "01KB8ZQA1H7J2K4M6N8P0Q1R3S", first))))
                .isFalse();
    }

    @Test
    void referencesOfBaselinesDiffer_isUnfit() {
        Table orders = table("db orders", List.of("id generated!", "name value"));
        Table items = table("db items", List.of("order_id generated >orders.id"));
        Table two = plus(orders, row("1", "a"), row("2", "b"));

        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Judge.of(
                        state(orders, items),
                        List.of(noon(two, plus(items, row("1"))), noon(two, plus(items, row("2")))),
                        Map.of()))
                .withMessageContaining("refer to each other differently");
    }

    @Test
    void clockMovesOn_timesOfLaterDeliveriesAreNowAsWell() {
        List<Observation> baselines = List.of(0, 25, 49).stream()
                .map(hours -> NOON.plus(Duration.ofHours(hours)))
                .map(clock -> new Observation(
                        state(plus(LOCKS, row("1", "a", clock), row("2", "b", clock.plusSeconds(600)))),
                        List.of(new Observation.Act(NOON, NOON.plusMillis(20), List.of(clock))),
                        Duration.ZERO))
                .toList();
        Judge judge = Judge.of(GIVEN, baselines, Map.of());
        Duration day = Duration.ofHours(25);
        State later = state(plus(
                LOCKS,
                row("1", "a", NOON.plus(day)),
                row("2", "b", NOON.plus(day).plusSeconds(600))));
        Observation late = new Observation(
                later,
                List.of(new Observation.Act(NOON, NOON.plusMillis(20), List.of(NOON, NOON.plus(day)))),
                Duration.ZERO);

        assertThat(judge.judge(late, true, Set.of())).isEmpty();
        assertThat(judge.judge(at(NOON, later), true, Set.of())).isPresent();
    }

    @Test
    void columnsOfATableVary_missingOnesHoldNothing() {
        Table narrow = table("http /a", List.of("amount number"), row("1"));
        Table wide = table("http /a", List.of("note value", "amount number"), row(null, "1"));
        Table other = table("http /a", List.of("note value", "amount number"), row("x", "1"));
        Judge judge = Judge.of(State.empty(), List.of(noon(narrow)), Map.of());

        assertThat(isRight(judge, wide)).isTrue();
        assertThat(isRight(judge, other)).isFalse();
    }

    @Test
    void certificate_namesTablesAndContracts() {
        assertThat(judge(plus(JOBS, row("1", "a", "b", "c"))).compared())
                .containsExactly("db: jobs, locks, notes (exactly once)");
    }
}
