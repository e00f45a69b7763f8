package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of violation a changed row is. */
final class Kinds {

    private Kinds() {}

    /** The worst of several; stale state if there is none. */
    static Kind worst(List<Kind> kinds) {
        return kinds.stream().min(Comparator.naturalOrder()).orElse(Kind.STALE_STATE);
    }

    /**
     * What a row's cells tell.
     *
     * @param expected the baseline's row
     * @param actual the run's row
     * @param origin the given row that both came from, if any
     * @param columns where they differ
     */
    static Kind of(Line expected, Line actual, Optional<Line> origin, List<String> columns) {
        return worst(columns.stream()
                .map(column -> cell(
                        expected.cell(column),
                        actual.cell(column),
                        origin.map(line -> line.cell(column)).orElse(null),
                        expected.isNumber(column)))
                .toList());
    }

    private static Kind cell(
            @Nullable Object expected, @Nullable Object actual, @Nullable Object given, boolean number) {
        if (number) {
            try {
                return number(value(given), value(expected), value(actual));
            } catch (NumberFormatException notANumber) {
                // NaN and the like: as text
            }
        }
        return Objects.equals(actual, given) ? Kind.LOST_EFFECT : Kind.STALE_STATE;
    }

    private static BigDecimal value(@Nullable Object cell) {
        return cell == null ? BigDecimal.ZERO : new BigDecimal(cell.toString());
    }

    /** Compares what was added with what should have been: all of it again, nothing or a part of it, or something else. */
    private static Kind number(BigDecimal given, BigDecimal expected, BigDecimal actual) {
        BigDecimal once = expected.subtract(given);
        BigDecimal found = actual.subtract(given);
        if (once.signum() == 0) {
            return Kind.STALE_STATE;
        } else if (found.signum() == 0) {
            return Kind.LOST_EFFECT;
        } else if (once.signum() != found.signum()) {
            return Kind.STALE_STATE;
        } else if (found.abs().compareTo(once.abs()) < 0) {
            return Kind.LOST_EFFECT;
        }
        return found.remainder(once).signum() == 0 ? Kind.DOUBLE_EFFECT : Kind.STALE_STATE;
    }
}
