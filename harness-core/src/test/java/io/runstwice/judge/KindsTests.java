package io.runstwice.judge;

import static io.runstwice.judge.Worlds.noon;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Table;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A time that was moved on twice is told in the same way on every day of the calendar. */
class KindsTests {

    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 800;

    /** How a column keeps a day. */
    enum Kept {
        AS_A_DATE("date", day -> day),
        AS_A_TIME("time", day -> day.atTime(9, 30).toInstant(ZoneOffset.UTC));

        private final String type;
        private final Function<LocalDate, Object> cell;

        Kept(String type, Function<LocalDate, Object> cell) {
            this.type = type;
            this.cell = cell;
        }

        private Table next(LocalDate day) {
            return table("db sub", List.of("id number!", "next_bill " + type), row("1", cell.apply(day)));
        }

        private Kind kind(LocalDate given, LocalDate once, LocalDate found) {
            return Judge.of(state(next(given)), List.of(noon(next(once))), Map.of())
                    .judge(noon(next(found)), true, Set.of())
                    .orElseThrow()
                    .kind();
        }
    }

    private static void everyDay(Kept kept, UnaryOperator<LocalDate> step, UnaryOperator<LocalDate> found, Kind kind) {
        for (LocalDate given = FIRST; given.isBefore(FIRST.plusDays(DAYS)); given = given.plusDays(1)) {
            LocalDate once = step.apply(given);
            assertThat(kept.kind(given, once, found.apply(once)))
                    .as("from %s", given)
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void movedByAMonthTwice_isADoubleEffect(Kept kept) {
        everyDay(kept, day -> day.plusMonths(1), day -> day.plusMonths(1), Kind.DOUBLE_EFFECT);
    }

    @ParameterizedTest
    @EnumSource
    void movedBackByAYearThreeTimes_isADoubleEffect(Kept kept) {
        everyDay(kept, day -> day.minusYears(1), day -> day.minusYears(1).minusYears(1), Kind.DOUBLE_EFFECT);
    }

    @ParameterizedTest
    @EnumSource
    void movedByAMonthAndThenByThreeDays_isStaleState(Kept kept) {
        everyDay(kept, day -> day.plusMonths(1), day -> day.plusDays(3), Kind.STALE_STATE);
    }
}
