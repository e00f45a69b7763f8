package io.runstwice.judge;

import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Row;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks like a time and was the same in all baselines moves only if the baselines have shown that it does. */
class HeldTimesTests {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:58.200Z");
    private static final Instant SOON = BEGIN.plusSeconds(9);

    /** How an amount, or a time, is kept. */
    private enum Form {
        NUMBER("number", at -> Long.toString(at.getEpochSecond())),
        MILLIS("number", at -> Long.toString(at.toEpochMilli())),
        TIME("time", at -> at),
        JSON("value", at -> "{\"bytes\": " + at.getEpochSecond() + "}"),
        TEXT("value", at -> "bytes=" + at.getEpochSecond()),
        ISO("value", at -> "until " + at + ", 7 EUR");

        private final Table table;
        private final Function<Instant, Object> cell;

        Form(String kind, Function<Instant, Object> cell) {
            this.table = table("db acc", List.of("id number!", "value " + kind));
            this.cell = cell;
        }

        Observation run(Instant begin, Instant... values) {
            List<Row> rows = new ArrayList<>();
            for (Instant value : values) {
                rows.add(row(rows.size(), cell.apply(value)));
            }
            return Worlds.at(begin, state(plus(table, rows.toArray(Row[]::new))));
        }

        /** Learns from baselines that began so many milliseconds after the first one. */
        Judge judge(Function<Instant, Instant> value, long... after) {
            List<Observation> baselines = new ArrayList<>();
            for (long millis : after) {
                Instant begin = BEGIN.plusMillis(millis);
                baselines.add(run(begin, value.apply(begin)));
            }
            return Judge.of(state(table), baselines, Map.of());
        }
    }

    private static boolean isRight(Judge judge, Observation run) {
        return judge.judge(run, true, Set.of()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void valueThatStoodInAnotherSecond_isComparedExactly(Form form) {
        Instant fixed = Instant.ofEpochSecond(1_900_000_000);
        Judge judge = form.judge(any -> fixed, 0, 50, 90, 140, 1_100);

        Instant now = BEGIN.plusMillis(1_500);
        assertThat(isRight(judge, form.run(now, fixed))).isTrue();
        for (int more : List.of(1, 2, 3, 60, 3600)) {
            assertThat(isRight(judge, form.run(now, fixed.plusSeconds(more))))
                    .as("moved by %d s", more)
                    .isFalse();
        }
    }

    /** Within nine seconds another minute, hour or day may have begun: one more run tells. */
    @ParameterizedTest
    @EnumSource
    void valueThatStoodInAnotherMinute_isComparedExactly(Form form) {
        Instant fixed = Instant.ofEpochSecond(1_900_000_020);
        Judge judge = form.judge(any -> fixed, 0, 50, 90, 140, 1_100);
        Observation run = form.run(SOON, fixed.plusSeconds(60));

        assertThat(judge.mayHaveMovedFor(run)).isTrue();
        Judge more = judge.learningFrom(List.of(form.run(SOON.plusMillis(80), fixed)));

        assertThat(more.mayHaveMovedFor(run)).isFalse();
        assertThat(isRight(more, run)).isFalse();
        assertThat(isRight(more, form.run(SOON, fixed))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void minuteThatBeganWithTheRun_isRight_andAnotherOneIsNot(Form form) {
        Function<Instant, Instant> minute = now -> now.truncatedTo(ChronoUnit.MINUTES);
        Judge judge = form.judge(minute, 0, 50, 90, 140, 1_100, 9_080);

        for (int later : List.of(9, 20, 59, 63, 200)) {
            Instant now = BEGIN.plusSeconds(later);
            assertThat(isRight(judge, form.run(now, minute.apply(now)))).isTrue();
            assertThat(isRight(judge, form.run(now, minute.apply(now).plusSeconds(60))))
                    .as("a minute more after %d s", later)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondThatMoved_isRight_andThreeMoreAreNot(Form form) {
        Function<Instant, Instant> second = now -> now.truncatedTo(ChronoUnit.SECONDS);
        Judge judge = form.judge(second, 0, 50, 90, 140, 1_100);

        for (int later : List.of(1, 9, 63)) {
            Instant now = BEGIN.plusSeconds(later).plusMillis(700);
            assertThat(isRight(judge, form.run(now, second.apply(now)))).isTrue();
            assertThat(isRight(judge, form.run(now, second.apply(now).plusSeconds(3))))
                    .isFalse();
        }
    }

    /** An hour that begins between two baselines moves by an hour. */
    static Stream<Duration> cuts() {
        return Stream.of(1, 5, 15, 60).map(Duration::ofMinutes);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void baselinesOnBothSidesOfACut_knowIt(Duration length) {
        Instant hour = Instant.parse("2026-03-01T13:00:00Z");
        Function<Instant, Instant> cut =
                now -> Instant.ofEpochSecond(now.getEpochSecond() / length.getSeconds() * length.getSeconds());
        List<Observation> baselines = Stream.of(-400, -300, 200, 300)
                .map(hour::plusMillis)
                .map(now -> Form.TIME.run(now, cut.apply(now)))
                .toList();
        Judge judge = Judge.of(state(Form.TIME.table), baselines, Map.of());

        Instant later = hour.plus(length).plusSeconds(17);
        assertThat(isRight(judge, Form.TIME.run(later, cut.apply(later)))).isTrue();
        assertThat(isRight(judge, Form.TIME.run(later, cut.apply(later).plus(length))))
                .isFalse();
        assertThat(isRight(judge, Form.TIME.run(later, cut.apply(later).plusSeconds(1))))
                .isFalse();
    }

    /** The second of one row is that of the one before it in the next baseline, and yet each goes with now. */
    @ParameterizedTest
    @EnumSource
    void rowsASecondApart_goWithNowTogether(Form form) {
        Function<Instant, Observation> slots = now -> {
            Instant second = now.truncatedTo(ChronoUnit.SECONDS);
            Observation run = form.run(now, second.plusSeconds(1), second.plusSeconds(2), second.plusSeconds(3));
            return new Observation(run.state(), run.acts(), laid(now));
        };
        Instant fixed = Instant.ofEpochSecond(1_900_000_000);
        for (List<Integer> after :
                List.of(List.of(0, 50, 90, 140, 1_100), List.of(0, 700, 900, 950, 2_400), List.of(0, 300, 600, 900))) {
            Judge judge = Judge.of(
                    state(form.table),
                    after.stream().map(BEGIN::plusMillis).map(slots).toList(),
                    Map.of());
            for (int later : List.of(900, 1_790, 2_000, 9_000, 9_750, 63_400)) {
                Instant now = BEGIN.plusMillis(later);
                assertThat(isRight(judge, slots.apply(now)))
                        .as("%s then %d", after, later)
                        .isTrue();
                Instant second = now.truncatedTo(ChronoUnit.SECONDS);
                assertThat(isRight(judge, form.run(now, second.plusSeconds(1), second.plusSeconds(2), fixed)))
                        .isFalse();
            }
        }
    }

    /** Given times move by whole seconds between baselines, too. */
    private static Duration laid(Instant now) {
        long millis = Duration.between(BEGIN, now).toMillis();
        return Duration.ofSeconds(millis >= 1_000 ? 1 : millis >= 140 ? -2 : millis >= 90 ? -1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void valueThatStandsBesideOneThatMoves_isComparedExactly(Form form) {
        Instant fixed = Instant.ofEpochSecond(1_900_000_000);
        Function<Instant, Observation> both = now -> form.run(now, fixed, now.truncatedTo(ChronoUnit.SECONDS));
        Judge judge = Judge.of(
                state(form.table),
                Stream.of(0, 50, 90, 140, 1_100)
                        .map(BEGIN::plusMillis)
                        .map(both)
                        .toList(),
                Map.of());

        assertThat(isRight(judge, both.apply(SOON))).isTrue();
        assertThat(isRight(judge, form.run(SOON, fixed.plusSeconds(9), SOON.truncatedTo(ChronoUnit.SECONDS))))
                .isFalse();
    }

    private static final Table PLAN = table("db plan", List.of("n number!", "due date"));

    private static Observation days(Instant begin, Duration shift, LocalDate... due) {
        List<Row> rows = new ArrayList<>();
        for (LocalDate day : due) {
            rows.add(row(rows.size(), day));
        }
        return new Observation(
                state(plus(PLAN, rows.toArray(Row[]::new))),
                List.of(new Observation.Act(begin, begin.plusMillis(10), List.of(BEGIN.plus(shift)))),
                Duration.ZERO);
    }

    private static LocalDate day(Duration shift) {
        return LocalDate.ofInstant(BEGIN.plus(shift), ZoneOffset.UTC);
    }

    private static List<Observation> baselines(Function<LocalDate, LocalDate[]> due) {
        return Stream.of(Duration.ZERO, Duration.ZERO, Duration.ofHours(25).plusSeconds(61), Duration.ofSeconds(87_463))
                .map(shift -> days(BEGIN, shift, due.apply(day(shift))))
                .toList();
    }

    @Test
    void daysOfTwoRowsOneDayApart_goWithTheClockTogether() {
        for (int count : List.of(2, 3, 5)) {
            Judge judge = Judge.of(
                    state(PLAN),
                    baselines(today -> today.plusDays(1)
                            .datesUntil(today.plusDays(1L + count))
                            .toArray(LocalDate[]::new)),
                    Map.of());
            LocalDate tomorrow = day(Duration.ZERO).plusDays(1);
            LocalDate[] right = tomorrow.datesUntil(tomorrow.plusDays(count)).toArray(LocalDate[]::new);
            assertThat(isRight(judge, days(SOON, Duration.ZERO, right))).isTrue();
            right[count - 1] = right[count - 1].plusDays(1);
            assertThat(isRight(judge, days(SOON, Duration.ZERO, right))).isFalse();
        }
    }

    @Test
    void daysOfACalendarBesideToday_areFixed() {
        LocalDate first = day(Duration.ZERO);
        Function<LocalDate, LocalDate[]> due = today ->
                new LocalDate[] {first.plusDays(3), first.plusDays(4), first.plusDays(5), first.plusDays(6), today};
        Judge judge = Judge.of(state(PLAN), baselines(due), Map.of());

        assertThat(isRight(judge, days(SOON, Duration.ZERO, due.apply(first)))).isTrue();
        LocalDate[] wrong = due.apply(first);
        wrong[3] = wrong[3].plusDays(1);
        assertThat(isRight(judge, days(SOON, Duration.ZERO, wrong))).isFalse();
    }

    @Test
    void dayThatStoodOnAnotherDay_isComparedExactly() {
        Instant late = Instant.parse("2026-03-01T23:59:59.500Z");
        LocalDate fixed = LocalDate.parse("2026-07-01");
        List<Observation> baselines = Stream.of(0, 50, 100, 150)
                .map(after -> days(late.plusMillis(after), Duration.ZERO, fixed))
                .toList();
        Judge judge = Judge.of(state(PLAN), baselines, Map.of());
        Observation doubled = days(late.plusSeconds(5), Duration.ZERO, fixed.plusDays(1));

        assertThat(judge.mayHaveMovedFor(doubled)).isTrue();
        Judge more = judge.learningFrom(List.of(days(late.plusSeconds(6), Duration.ZERO, fixed)));

        assertThat(isRight(more, doubled)).isFalse();
        assertThat(isRight(more, days(late.plusSeconds(5), Duration.ZERO, fixed)))
                .isTrue();
    }
}
