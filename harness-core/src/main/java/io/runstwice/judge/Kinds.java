package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The kind of violation that a changed row is. */
final class Kinds {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    /** More deliveries of one message than any schedule has. */
    private static final int MOST_TIMES = 100;

    private Kinds() {}

    /** The worst of several; stale state if there is none. */
    static Kind worst(List<Kind> kinds) {
        return kinds.stream().min(Comparator.naturalOrder()).orElse(Kind.STALE_STATE);
    }

    /**
     * The kind of violation by a row's cells.
     *
     * @param expected the baseline's row
     * @param actual the run's row
     * @param origin the given row that both came from, if any
     * @param columns where they differ
     */
    static Kind of(ComparedLine expected, ComparedLine actual, Optional<ComparedLine> origin, List<String> columns) {
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
        if (Objects.equals(actual, given)) {
            return Kind.LOST_EFFECT;
        }
        return isTwice(given, expected, actual) || isMonthsAgain(given, expected, actual)
                ? Kind.DOUBLE_EFFECT
                : Kind.STALE_STATE;
    }

    /** Whether a time moved twice as far as it should have, or a number within a text did. */
    private static boolean isTwice(@Nullable Object given, @Nullable Object expected, @Nullable Object actual) {
        if (given == null || expected == null || actual == null) {
            return false;
        }
        List<String> before = numbers(given);
        List<String> once = numbers(expected);
        List<String> found = numbers(actual);
        return before.size() == once.size()
                && once.size() == found.size()
                && IntStream.range(0, once.size())
                        .anyMatch(i -> isNumber(before.get(i))
                                && isNumber(once.get(i))
                                && isNumber(found.get(i))
                                && isTwice(value(before.get(i)), value(once.get(i)), value(found.get(i))));
    }

    /**
     * Whether a time moved on by as many months again as it should have moved, once or several times. Months have from
     * 28 to 31 days, so that the same job moves it by twice as many days on some dates only.
     */
    private static boolean isMonthsAgain(@Nullable Object given, @Nullable Object expected, @Nullable Object actual) {
        LocalDateTime before = calendar(given);
        LocalDateTime once = calendar(expected);
        LocalDateTime found = calendar(actual);
        if (before == null || once == null || found == null) {
            return false;
        }
        long months = YearMonth.from(before).until(YearMonth.from(once), ChronoUnit.MONTHS);
        if (months == 0 || !before.plusMonths(months).equals(once)) {
            return false;
        }
        LocalDateTime moved = once;
        for (int times = 0; times < MOST_TIMES && !moved.equals(found); times++) {
            moved = moved.plusMonths(months);
        }
        return moved.equals(found);
    }

    private static @Nullable LocalDateTime calendar(@Nullable Object cell) {
        if (cell instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        return cell instanceof Instant at ? LocalDateTime.ofInstant(at, ZoneOffset.UTC) : null;
    }

    private static boolean isTwice(BigDecimal given, BigDecimal expected, BigDecimal actual) {
        return expected.compareTo(actual) != 0 && number(given, expected, actual) == Kind.DOUBLE_EFFECT;
    }

    private static List<String> numbers(Object cell) {
        if (cell instanceof LocalDate day) {
            return List.of(Long.toString(day.toEpochDay()));
        } else if (cell instanceof Instant at) {
            return List.of(at.getEpochSecond() + "." + String.format("%09d", at.getNano()));
        }
        return TextCut.WORDS.apart(cell.toString()).pieces();
    }

    private static boolean isNumber(String piece) {
        return NUMBER.matcher(piece).matches();
    }

    private static BigDecimal value(@Nullable Object cell) {
        return cell == null ? BigDecimal.ZERO : new BigDecimal(cell.toString());
    }

    /**
     * Compares the amount that was added with the expected one: all of it again, nothing or a part of it, or another
     * amount.
     */
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
