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

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTests {

    private static final Table ACCOUNTS = table(
            "db accounts",
            List.of("id number!", "balance number", "note value"),
            row("1", "100", null),
            row("2", "5", null));
    private static final Table CHARGES =
            table("gateway /v1/charges", List.of("id generated!", "amount number", "customer value"));
    private static final Table ORDERS = table("db orders", List.of("id generated!", "note value"));
    private static final Table ITEMS =
            table("db items", List.of("id generated!", "order_id generated >orders.id", "sku value"));
    private static final State GIVEN = state(ACCOUNTS, CHARGES, ORDERS, ITEMS);

    private static Optional<Violation> judge(Observation baseline, Observation run) {
        return Judge.of(GIVEN, List.of(baseline), Map.of()).judge(run, true, Set.of());
    }

    private static Table paid(String amount) {
        return ACCOUNTS.with(List.of(row("1", amount, null), row("2", "5", null)));
    }

    @Test
    void sameState_judged_isRight() {
        assertThat(judge(noon(paid("80")), noon(paid("80.00")))).isEmpty();
    }

    @Test
    void unsettled_judged_isStuck() {
        Judge judge = Judge.of(GIVEN, List.of(noon(paid("80"))), Map.of());

        assertThat(judge.judge(noon(paid("80")), false, Set.of())).hasValue(new Violation(Kind.STUCK, List.of()));
        assertThat(judge.judge(noon(paid("60")), false, Set.of()).orElseThrow().differences())
                .hasSize(1);
    }

    @Test
    void chargedTwice_judged_isADoubleEffectAndShowsTheLaterRow() {
        Table once = plus(CHARGES, row("ch_1", "1999", "cus_7"));

        Violation violation = judge(noon(once), noon(plus(once, row("ch_2", "1999", "cus_7"))))
                .orElseThrow();

        assertThat(violation.kind()).isEqualTo(Kind.DOUBLE_EFFECT);
        Difference difference = violation.differences().get(0);
        assertThat(difference.table()).isEqualTo("/v1/charges");
        assertThat(difference.expected()).isEqualTo(1);
        assertThat(difference.actual()).isEqualTo(2);
        assertThat(difference.surplus()).containsExactly(row("ch_2", "1999", "cus_7"));
    }

    @Test
    void chargeMissing_judged_isALostEffect() {
        Violation violation = judge(
                        noon(plus(CHARGES, row("ch_1", "1999", "cus_7")), paid("80")), noon(CHARGES, paid("80")))
                .orElseThrow();

        assertThat(violation.kind()).isEqualTo(Kind.LOST_EFFECT);
        assertThat(violation.differences().get(0).missing()).hasSize(1);
    }

    @Test
    void otherIds_judged_areRight() {
        Observation baseline = noon(
                plus(ORDERS, row("7", "a"), row("8", "b")), plus(ITEMS, row("1", "7", "pen"), row("2", "8", "ink")));
        Observation run = noon(
                plus(ORDERS, row("21", "b"), row("20", "a")),
                plus(ITEMS, row("5", "21", "ink"), row("6", "20", "pen")));

        assertThat(judge(baseline, run)).isEmpty();
    }

    @Test
    void foreignKeyLeadsElsewhere_judged_isRed() {
        Observation baseline = noon(
                plus(ORDERS, row("7", "a"), row("8", "b")), plus(ITEMS, row("1", "7", "pen"), row("2", "8", "ink")));
        Observation run = noon(
                plus(ORDERS, row("7", "a"), row("8", "b")), plus(ITEMS, row("1", "8", "pen"), row("2", "7", "ink")));

        Violation violation = judge(baseline, run).orElseThrow();
        assertThat(violation.kind()).isEqualTo(Kind.STALE_STATE);
        assertThat(violation.differences()).extracting(Difference::table).containsExactly("items");
        assertThat(violation.differences().get(0).changed().get(0).columns()).containsExactly("order_id");
    }

    @Test
    void amountAddedTwice_judged_isADoubleEffect() {
        assertThat(judge(noon(paid("80")), noon(paid("60"))).orElseThrow().kind())
                .isEqualTo(Kind.DOUBLE_EFFECT);
    }

    @Test
    void amountNotAdded_judged_isALostEffect() {
        assertThat(judge(noon(paid("80")), noon(ACCOUNTS)).orElseThrow().kind()).isEqualTo(Kind.LOST_EFFECT);
        assertThat(judge(noon(paid("80")), noon(paid("90"))).orElseThrow().kind())
                .isEqualTo(Kind.LOST_EFFECT);
    }

    @Test
    void amountOfNoMeaning_judged_isStaleState() {
        assertThat(judge(noon(paid("80")), noon(paid("83"))).orElseThrow().kind())
                .isEqualTo(Kind.LOST_EFFECT);
        assertThat(judge(noon(paid("80")), noon(paid("77"))).orElseThrow().kind())
                .isEqualTo(Kind.STALE_STATE);
        assertThat(judge(noon(paid("80")), noon(paid("120"))).orElseThrow().kind())
                .isEqualTo(Kind.STALE_STATE);
    }

    @Test
    void atLeastOnce_doubled_isRightButLostIsNot() {
        Table once = plus(CHARGES, row("ch_1", "1999", "cus_7"));
        Judge judge = Judge.of(
                GIVEN, List.of(noon(once)), Map.of("gateway", new Promise(Contract.AT_LEAST_ONCE, Map.of(), Map.of())));

        assertThat(judge.judge(noon(plus(once, row("ch_2", "1999", "cus_7"))), true, Set.of()))
                .isEmpty();
        assertThat(judge.judge(noon(plus(once, row("ch_2", "2000", "cus_7"))), true, Set.of()))
                .isPresent();
        assertThat(judge.judge(noon(CHARGES), true, Set.of())).isPresent();
    }

    @Test
    void atMostOnce_lost_isRightButDoubledIsNot() {
        Table once = plus(CHARGES, row("ch_1", "1999", "cus_7"));
        Judge judge = Judge.of(
                GIVEN, List.of(noon(once)), Map.of("gateway", new Promise(Contract.AT_MOST_ONCE, Map.of(), Map.of())));

        assertThat(judge.judge(noon(CHARGES), true, Set.of())).isEmpty();
        assertThat(judge.judge(noon(plus(once, row("ch_2", "1999", "cus_7"))), true, Set.of()))
                .isPresent();
    }

    @Test
    void acceptedOutcomeHolds_judged_dropsThatResourceOnly() {
        Judge judge = Judge.of(GIVEN, List.of(noon(paid("80"), plus(CHARGES, row("ch_1", "1", "c")))), Map.of());
        Observation run = noon(paid("100"), plus(CHARGES, row("ch_9", "1", "c")));

        assertThat(judge.judge(run, true, Set.of("db"))).isEmpty();
        assertThat(judge.judge(run, true, Set.of("gateway"))).isPresent();
    }

    @Test
    void nothingChanged_learned_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Judge.of(GIVEN, List.of(noon(ACCOUNTS)), Map.of()))
                .withMessageContaining("the job changed nothing that is watched");
    }

    @Test
    void rowCountsOfBaselinesDiffer_learned_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Judge.of(
                        GIVEN, List.of(noon(paid("80")), noon(paid("80"), plus(ORDERS, row("1", "x")))), Map.of()))
                .withMessageContaining("db orders had 0 rows after the first run and 1");
    }

    @Test
    void numbersOfBaselinesDiffer_learned_isUnfit() {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Judge.of(GIVEN, List.of(noon(paid("80")), noon(paid("81"))), Map.of()))
                .withMessageContaining("db accounts.balance was 80");
    }

    @Test
    void randomUuids_judged_areRightAndTwoAreTwo() {
        Table once = plus(ORDERS, row("1", "key 11111111-1111-4111-8111-111111111111"));
        Table again = plus(ORDERS, row("2", "key 22222222-2222-4222-8222-222222222222"));
        Judge judge = Judge.of(GIVEN, List.of(noon(once), noon(again)), Map.of());

        assertThat(judge.judge(
                        noon(plus(ORDERS, row("9", "key 33333333-3333-4333-8333-333333333333"))), true, Set.of()))
                .isEmpty();
        assertThat(judge.judge(noon(plus(ORDERS, row("9", "key 33333333"))), true, Set.of()))
                .isPresent();
    }

    @Test
    void timesWithinTheRun_judged_areNow() {
        Table locks = table("db locks", List.of("id value!", "at time", "until time"));
        State given = state(locks);
        Judge judge = Judge.of(
                given,
                List.of(
                        at(NOON, state(plus(locks, row("a", NOON.plusMillis(3), NOON.plusSeconds(1800))))),
                        at(
                                NOON.plusSeconds(2),
                                state(plus(locks, row("a", NOON.plusMillis(2004), NOON.plusSeconds(1802)))))),
                Map.of());

        assertThat(judge.judge(
                        at(
                                NOON.plusSeconds(60),
                                state(plus(locks, row("a", NOON.plusSeconds(60), NOON.plusSeconds(1860))))),
                        true,
                        Set.of()))
                .isEmpty();
        assertThat(judge.judge(
                        at(
                                NOON.plusSeconds(60),
                                state(plus(locks, row("a", NOON.plusSeconds(60), NOON.plusSeconds(1800))))),
                        true,
                        Set.of()))
                .isPresent();
        assertThat(judge.judge(
                        at(NOON.plusSeconds(60), state(plus(locks, row("a", NOON, NOON.plusSeconds(1860))))),
                        true,
                        Set.of()))
                .isPresent();
    }
}
