package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.schema.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Times as MariaDB writes them: a {@code TIMESTAMP} in UTC, which the harness asks for, a {@code DATETIME} as the clock
 * of its writer showed it. A value that is no point in time (the zero date) stays text.
 */
final class MariaDbTimes {

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    /** A timestamp cannot be older. */
    private static final LocalDateTime FIRST = LocalDateTime.ofEpochSecond(1, 0, ZoneOffset.UTC);

    private MariaDbTimes() {}

    /** The zone of this JVM if the server's clock shows the same time in it, as it does on one machine. */
    static ZoneId zone(int ahead) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * Math.round(ahead / 60f));
        ZoneId mine = ZoneId.systemDefault();
        return mine.getRules().getOffset(Instant.now()).equals(offset) ? mine : offset;
    }

    static Object shown(Field field, String text, ZoneId zone) {
        try {
            return switch (field.kind()) {
                case TIME ->
                    LocalDateTime.parse(text, TEXT)
                            .atZone(isTimestamp(field) ? ZoneOffset.UTC : zone)
                            .toInstant();
                case DATE -> LocalDate.parse(text);
                default -> text;
            };
        } catch (DateTimeParseException noPointInTime) {
            return text;
        }
    }

    private static boolean isTimestamp(Field field) {
        return field.type().equals("timestamp");
    }

    static Object earlier(Field field, String text, Duration time) {
        try {
            return switch (field.kind()) {
                case TIME -> earlier(isTimestamp(field), text, time);
                case DATE -> LocalDate.parse(text).minusDays(time.toDays()).toString();
                default -> text;
            };
        } catch (DateTimeParseException noPointInTime) {
            return text;
        }
    }

    /** With as many digits as before: so many its column has. */
    private static String earlier(boolean timestamp, String text, Duration time) {
        LocalDateTime earlier = LocalDateTime.parse(text, TEXT).minus(time);
        if (timestamp && earlier.isBefore(FIRST)) {
            return text;
        }
        String seconds = earlier.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT));
        int digits = text.length() - seconds.length() - 1;
        return digits <= 0
                ? seconds
                : seconds + "."
                        + String.format(Locale.ROOT, "%09d", earlier.getNano()).substring(0, digits);
    }
}
