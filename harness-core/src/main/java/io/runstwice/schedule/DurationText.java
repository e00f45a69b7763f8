package io.runstwice.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in one word: {@code 1h}, {@code 25h}, {@code 1h30m}, {@code 90s} (printed as {@code 1m30s}), {@code 1.5s},
 * {@code 500ms}; days are read ({@code 7d}) and printed as hours.
 */
final class DurationText {

    private static final Pattern WORD =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d{1,9})?)s)?(?:(\\d+)ms)?");

    private DurationText() {}

    static String print(Duration time) {
        if (time.toHours() == 0 && time.toMinutes() == 0 && time.toSeconds() == 0 && time.getNano() % 1_000_000 == 0) {
            return time.toMillis() + "ms";
        }
        return part(time.toHours(), "h") + part(time.toMinutesPart(), "m") + seconds(time);
    }

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if it is none
     * @throws ArithmeticException if it is longer than a {@link Duration} can be
     */
    static Duration parse(String word) {
        Matcher parts = WORD.matcher(word);
        if (word.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException(word);
        }
        BigDecimal hours =
                number(parts.group(1)).multiply(BigDecimal.valueOf(24)).add(number(parts.group(2)));
        BigDecimal minutes = hours.multiply(BigDecimal.valueOf(60)).add(number(parts.group(3)));
        BigDecimal seconds = minutes.multiply(BigDecimal.valueOf(60))
                .add(number(parts.group(4)))
                .add(number(parts.group(5)).movePointLeft(3));
        BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.DOWN);
        return Duration.ofSeconds(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValueExact());
    }

    private static BigDecimal number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits);
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }

    private static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toSecondsPart()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.signum() == 0 ? "" : seconds.stripTrailingZeros().toPlainString() + "s";
    }
}
