package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids that are a time: two orders are known by one, drawn four milliseconds apart, and other rows name the orders. */
class TimedKeysTests {

    /** How an id is written, and how another row names it. */
    private enum Form {
        MILLIS("number", now -> Long.toString(now.toEpochMilli()), "number", "order_id", "%s"),
        MICROS("number", now -> now.toEpochMilli() + "017", "number", "parent", "%s"),
        SUFFIX("value", now -> now.toEpochMilli() + "-7", "value", "ref", "%s"),
        COMPACT(
                "value",
                now -> "ORD-"
                        + DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS")
                                .withZone(ZoneOffset.UTC)
                                .format(now),
                "value",
                "note",
                "order %s paid"),
        ISO("value", Instant::toString, "value", "about", "order %s paid"),
        PATH("value", now -> "/a/" + now.toEpochMilli() + "-7.pdf", "value", "file", "%s"),
        JSON("number", now -> Long.toString(now.toEpochMilli()), "value", "body", "{\"orderId\": %s, \"amount\": 7}"),
        TEXT("number", now -> Long.toString(now.toEpochMilli()), "value", "body", "order %s: 7 EUR");

        private final Function<Instant, String> id;
        private final String name;
        private final Table orders;
        private final Table names;

        Form(String type, Function<Instant, String> id, String other, String column, String name) {
            this.id = id;
            this.name = name;
            this.orders = table("db orders", List.of("id " + type + "!", "amount number", "made_ms number"));
            this.names =
                    table("db names", List.of("no number!", column + " " + other, "at_ms number", "updated_at number"));
        }

        Judge judge() {
            return Judge.of(
                    state(orders, names),
                    Stream.of(0, 70, 130, 200)
                            .map(NOON::plusMillis)
                            .map(now -> run(now, now, now.plusMillis(4), now))
                            .toList(),
                    Map.of());
        }

        /** A run in which two rows name these orders. */
        Observation run(Instant now, Instant one, Instant other, Instant written) {
            Instant second = now.plusMillis(4);
            return new Observation(
                    state(
                            plus(
                                    orders,
                                    row(id.apply(now), "1600", millis(now)),
                                    row(id.apply(second), "1700", millis(second))),
                            plus(
                                    names,
                                    row("1", named(one), millis(written), millis(written)),
                                    row("2", named(other), millis(written), millis(written)))),
                    List.of(new Observation.Act(now, now.plusMillis(10), List.of(NOON))),
                    Duration.ZERO);
        }

        private String named(Instant order) {
            return String.format(name, id.apply(order));
        }

        private static String millis(Instant at) {
            return Long.toString(at.toEpochMilli());
        }
    }

    private static final Instant LATER = NOON.plusSeconds(71);

    private static boolean isRight(Form form, Instant one, Instant other, Instant written) {
        return form.judge()
                .judge(form.run(LATER, one, other, written), true, Set.of())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ordersNamedAsTheyAre_isRight(Form form) {
        assertThat(isRight(form, LATER, LATER.plusMillis(4), LATER)).isTrue();
    }

    /**
     * The baselines wrote one reading of the clock as the id and as a time; a redelivery that finds the order reads it
     * anew.
     */
    @ParameterizedTest
    @EnumSource
    void timeBesideAReference_isNoReference(Form form) {
        assertThat(isRight(form, LATER, LATER.plusMillis(4), LATER.plusMillis(9)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void idThatIsNone_isRed(Form form) {
        assertThat(isRight(form, LATER, LATER.plusMillis(5), LATER)).isFalse();
        assertThat(isRight(form, LATER.plusMillis(3), LATER.plusMillis(4), LATER))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void idsThatAreSwapped_areRed(Form form) {
        assertThat(isRight(form, LATER.plusMillis(4), LATER, LATER)).isFalse();
        assertThat(isRight(form, LATER, LATER, LATER)).isFalse();
    }
}
