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
    void oneCellDiffersBetweenBaselines_isMaskedInThatRowOnly() {
        Judge judge = judge(
                plus(JOBS, row("1", "done", "at 10:01 on a", "x"), row("2", "done", "b", "y")),
                plus(JOBS, row("1", "done", "at 10:02 on a", "x"), row("2", "done", "b", "y")));

        assertThat(judge.noise()).containsExactly("jobs.host (masked)");
        assertThat(isRight(judge, plus(JOBS, row("1", "done", "at 11:59 on c", "x"), row("2", "done", "b", "y"))))
                .isTrue();
        assertThat(isRight(judge, plus(JOBS, row("1", "done", "at 10:01 on a", "x"), row("2", "done", "c", "y"))))
                .isFalse();
        assertThat(isRight(judge, plus(JOBS, row("1", "open", "at 10:01 on a", "x"), row("2", "done", "b", "y"))))
                .isFalse();
        assertThat(isRight(judge, plus(JOBS, row("1", "done", null, "x"), row("2", "done", "b", "y"))))
                .isFalse();
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

        assertThat(judge.noise()).containsExactly("notes.code (random)");
        assertThat(isRight(judge, plus(NOTES, row("abc", "same")))).isTrue();
        assertThat(isRight(judge, plus(NOTES, row("abc", "same"), row("abd", "same"))))
                .isFalse();
        assertThat(isRight(judge, plus(NOTES, row("abc", "other")))).isFalse();
    }

    @Test
    void mostCellsDifferBetweenBaselines_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> judge(plus(JOBS, row("1", "a1", "b1", "c1")), plus(JOBS, row("1", "a2", "b2", "c2"))))
                .withMessageContaining("of 4 cells that the job wrote, 3")
                .withMessageContaining("jobs.memo (random)");
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
        Judge judge = Judge.of(
                GIVEN,
                List.of(at(NOON, state(plus(LOCKS, row("1", "a", NOON), row("2", "b", NOON.plusSeconds(600)))))),
                Map.of());
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
