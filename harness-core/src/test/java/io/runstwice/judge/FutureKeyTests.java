package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FutureKeyTests {

    private static final Table ORDERS = table("db orders", List.of("id generated!", "note value"));
    private static final Table ITEMS =
            table("db items", List.of("id generated!", "order_id generated >orders.id", "qty number"));
    private static final Table LOCKS = table("db locks", List.of("name value!", "until time"));
    private static final State GIVEN = state(ORDERS, ITEMS, LOCKS);
    static final FutureKey.Moment NOW = at(NOON, NOON, Duration.ZERO);

    private static String key(Table... tables) {
        return key(NOW, tables);
    }

    private static String key(FutureKey.Moment present, Table... tables) {
        return FutureKey.of(state(tables), GIVEN, present);
    }

    @Test
    void otherGeneratedValues_haveTheSameFuture() {
        assertThat(key(plus(ORDERS, row("10", "a"), row("11", "b")), plus(ITEMS, row("20", "11", "3"))))
                .isEqualTo(key(plus(ORDERS, row("31", "b"), row("30", "a")), plus(ITEMS, row("40", "31", "3"))));
    }

    @Test
    void referenceLeadsElsewhere_hasAnotherFuture() {
        assertThat(key(plus(ORDERS, row("10", "a"), row("11", "b")), plus(ITEMS, row("20", "11", "3"))))
                .isNotEqualTo(key(plus(ORDERS, row("10", "a"), row("11", "b")), plus(ITEMS, row("20", "10", "3"))));
    }

    @Test
    void generatedValueStandsInText_hasAFutureOfItsOwn() {
        assertThat(key(plus(ORDERS, row("10", "paid by 11"), row("11", "x"))))
                .isNotEqualTo(key(plus(ORDERS, row("11", "paid by 11"), row("10", "x"))));
        assertThat(key(plus(ORDERS, row("100", "x")), plus(ITEMS, row("1", "100", "100"))))
                .isNotEqualTo(key(plus(ORDERS, row("200", "x")), plus(ITEMS, row("1", "200", "100"))));
    }

    @Test
    void writtenAtAnotherMomentOfTheRun_hasTheSameFuture() {
        FutureKey.Moment later = at(NOON.plusSeconds(77), NOON.plusSeconds(77), Duration.ZERO);

        assertThat(key(plus(LOCKS, row("a", NOON.plusMillis(5)))))
                .isEqualTo(key(later, plus(LOCKS, row("a", NOON.plusSeconds(77)))));
        assertThat(key(plus(LOCKS, row("a", NOON.plusSeconds(1800)))))
                .isEqualTo(key(later, plus(LOCKS, row("a", NOON.plusSeconds(1877)))));
    }

    @Test
    void leaseAheadNowLapsedOrAbsent_haveDifferentFutures() {
        assertThat(List.of(
                        key(plus(LOCKS, row("a", NOON.plusSeconds(1800)))),
                        key(plus(LOCKS, row("a", NOON))),
                        key(plus(LOCKS, row("a", NOON.minusSeconds(1800)))),
                        key(plus(LOCKS, row("a", null))),
                        key(LOCKS)))
                .doesNotHaveDuplicates();
    }

    @Test
    void agedByWhatPassed_differsFromFresh() {
        FutureKey.Moment hourLater = at(NOON.plusSeconds(3600), NOON, Duration.ofHours(1));

        assertThat(key(hourLater, plus(LOCKS, row("a", NOON.minusSeconds(3600).plusMillis(5)))))
                .isNotEqualTo(key(hourLater, plus(LOCKS, row("a", NOON.plusMillis(5)))));
    }

    @Test
    void writtenByTheControlledClock_agesWhateverTheMachineShows() {
        for (int age : List.of(0, 1, 2, 40)) {
            Instant machine = NOON.plusSeconds(age);
            assertThat(key(at(NOON.plusSeconds(3600), machine, Duration.ofHours(1)), plus(LOCKS, row("a", NOON))))
                    .as("an exploration that has been going on for %s s", age)
                    .isEqualTo(key(at(NOON.plusSeconds(3600), NOON, Duration.ofHours(1)), plus(LOCKS, row("a", NOON))));
        }
    }

    @Test
    void leaseByTheMachinesClock_isToldFromOthersByTheGrainOnly() {
        String halfAnHour = key(plus(LOCKS, row("a", NOON.plusSeconds(1800).plusMillis(3))));

        assertThat(key(plus(LOCKS, row("a", NOON.plusSeconds(1807).plusMillis(3)))))
                .isEqualTo(halfAnHour);
        assertThat(key(plus(LOCKS, row("a", NOON.plusSeconds(3600).plusMillis(3)))))
                .isNotEqualTo(halfAnHour);
    }

    @Test
    void newestById_isAnother_hasAnotherFuture() {
        assertThat(key(plus(ORDERS, row("1", "started"), row("2", "failed"))))
                .isNotEqualTo(key(plus(ORDERS, row("1", "failed"), row("2", "started"))))
                .isEqualTo(key(plus(ORDERS, row("1005", "failed"), row("1001", "started"))));
        assertThat(key(plus(ORDERS, row("9", "started"), row("10", "failed"))))
                .as("the order of numbers, not of digits")
                .isEqualTo(key(plus(ORDERS, row("1", "started"), row("2", "failed"))));
        assertThat(key(plus(ORDERS, row("ch_9", "started"), row("ch_10", "failed"))))
                .isNotEqualTo(key(plus(ORDERS, row("ch_10", "started"), row("ch_9", "failed"))));
    }

    @Test
    void idsThatAreRandom_haveNoOrder() {
        String one = "0b5c6a86-7f3e-4d3a-9d7c-0a8e6f1f0001";
        String other = "f05c6a86-7f3e-4d3a-9d7c-0a8e6f1f0002";

        assertThat(key(plus(ORDERS, row(one, "started"), row(other, "failed"))))
                .isEqualTo(key(plus(ORDERS, row(other, "started"), row(one, "failed"))));
        assertThat(key(plus(ORDERS, row("k3x9a", "started"), row("q7b2", "failed"))))
                .isEqualTo(key(plus(ORDERS, row("q7b2", "started"), row("k3x9a", "failed"))));
    }

    @Test
    void idOnTheOtherSideOfAGivenOne_hasAnotherFuture() {
        State given = state(plus(ORDERS, row("100", "old")));

        assertThat(FutureKey.of(state(plus(ORDERS, row("100", "old"), row("99", "a"))), given, NOW))
                .isNotEqualTo(FutureKey.of(state(plus(ORDERS, row("100", "old"), row("101", "a"))), given, NOW))
                .isEqualTo(FutureKey.of(state(plus(ORDERS, row("100", "old"), row("7", "a"))), given, NOW));
    }

    @Test
    void newestByTime_isAnother_hasAnotherFuture() {
        for (Instant from : List.of(NOON.plusMillis(3), NOON.plusSeconds(1900).plusMillis(3))) {
            Instant next = from.plusNanos(1_000);
            String inTurn = key(plus(LOCKS, row("a", from), row("b", next)));

            assertThat(List.of(
                            inTurn,
                            key(plus(LOCKS, row("a", next), row("b", from))),
                            key(plus(LOCKS, row("a", from), row("b", from)))))
                    .doesNotHaveDuplicates();
            assertThat(key(plus(LOCKS, row("a", from.plusMillis(1)), row("b", from.plusMillis(7)))))
                    .as("a slower machine")
                    .isEqualTo(inTurn);
        }
    }

    @Test
    void leaseInWholeSecondsByTheMachinesClock_hasOneFutureThroughoutTheExploration() {
        FutureKey.Moment soon = new FutureKey.Moment(
                NOON, NOON.plusSeconds(2), NOON.plusSeconds(2), Duration.ZERO, Duration.ofMinutes(10));
        FutureKey.Moment later = new FutureKey.Moment(
                NOON, NOON.plusSeconds(31), NOON.plusSeconds(31), Duration.ZERO, Duration.ofMinutes(10));

        assertThat(key(soon, plus(LOCKS, row("a", NOON.plusSeconds(1802)))))
                .isEqualTo(key(later, plus(LOCKS, row("a", NOON.plusSeconds(1831)))));
    }

    @Test
    void leaseInWholeMinutesByTheControlledClock_isExact() {
        assertThat(key(plus(LOCKS, row("a", NOON.plusSeconds(1800)))))
                .isNotEqualTo(key(plus(LOCKS, row("a", NOON.plusSeconds(1860)))));
    }

    @Test
    void leaseInSecondsByTheControlledClock_isAheadOrLapsedHoweverLongTheExplorationTook() {
        FutureKey.Moment late = new FutureKey.Moment(
                NOON, NOON.plusSeconds(40), NOON.plusSeconds(40), Duration.ZERO, Duration.ofMinutes(10));

        assertThat(key(late, plus(LOCKS, row("a", NOON.plusSeconds(10)))))
                .isNotEqualTo(key(late, plus(LOCKS, row("a", NOON.minusSeconds(10)))));
    }

    @Test
    void boundOfAFewMilliseconds_isFineEnough() {
        FutureKey.Moment brief = new FutureKey.Moment(
                NOON, NOON, NOON, Duration.ZERO, Duration.ofMillis(5).dividedBy(6));

        assertThat(key(brief, plus(LOCKS, row("a", NOON.plusSeconds(77).plusMillis(3)))))
                .isNotEqualTo(
                        key(brief, plus(LOCKS, row("a", NOON.plusSeconds(77).plusMillis(4)))));
    }

    private static FutureKey.Moment at(Instant clock, Instant begin, Duration passed) {
        return new FutureKey.Moment(clock, begin, begin.plusMillis(20), passed, Duration.ofMinutes(10));
    }
}
