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
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FutureKeyTests {

    private static final Table ORDERS = table("db orders", List.of("id generated!", "note value"));
    private static final Table ITEMS = table("db items", List.of("id generated!", "order_id generated >orders.id", "qty number"));
    private static final Table LOCKS = table("db locks", List.of("name value!", "until time"));
    private static final State GIVEN = state(ORDERS, ITEMS, LOCKS);
    private static final Present NOW = new Present(NOON, NOON, NOON.plusMillis(20), List.of());

    private static String key(Table... tables) {
        return key(NOW, tables);
    }

    private static String key(Present present, Table... tables) {
        return FutureKey.from(GIVEN).of(state(tables), present, true, OptionalInt.empty());
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
        Present later = new Present(NOON.plusSeconds(77), NOON.plusSeconds(77), NOON.plusSeconds(77).plusMillis(9), List.of());

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
        Present hourLater =
                new Present(NOON.plusSeconds(3600), NOON, NOON.plusMillis(20), List.of(Duration.ofHours(1)));

        assertThat(key(hourLater, plus(LOCKS, row("a", NOON.minusSeconds(3600)))))
                .isNotEqualTo(key(hourLater, plus(LOCKS, row("a", NOON))));
    }

    @Test
    void redeliveredOrAttempt_makesADifference() {
        FutureKey keys = FutureKey.from(GIVEN);

        assertThat(List.of(
                        keys.of(GIVEN, NOW, true, OptionalInt.empty()),
                        keys.of(GIVEN, NOW, false, OptionalInt.empty()),
                        keys.of(GIVEN, NOW, true, OptionalInt.of(2)),
                        keys.of(GIVEN, NOW, true, OptionalInt.of(3))))
                .doesNotHaveDuplicates();
    }
}
