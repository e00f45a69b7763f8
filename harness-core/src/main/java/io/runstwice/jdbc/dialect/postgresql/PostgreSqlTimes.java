package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.schema.Field;
import io.runstwice.world.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Times as PostgreSQL writes them in its ISO style, which its driver insists on.
 *
 * <p>A timestamp without a zone is read in the zone of this JVM: that is the zone which the driver gives to every
 * session, so {@code now()} was written in it. A value without a place on the time line (infinity, years before Christ)
 * stays text.
 */
final class PostgreSqlTimes {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(java.util.Locale.ROOT);
    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendPattern("[XXXXX][XXX][X]")
            .toFormatter(java.util.Locale.ROOT);

    private PostgreSqlTimes() {}

    static Object read(Column.Kind kind, String text) {
        try {
            return switch (kind) {
                case TIME -> instant(text);
                case DATE -> LocalDate.parse(text);
                default -> text;
            };
        } catch (DateTimeParseException noPointInTime) {
            return text;
        }
    }

    private static Instant instant(String text) {
        return hasZone(text)
                ? OffsetDateTime.parse(text, LENIENT).toInstant()
                : LocalDateTime.parse(text, LOCAL)
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
    }

    private static boolean hasZone(String text) {
        return text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
    }

    static @Nullable Object earlier(Field field, String text, Duration time) {
        try {
            return switch (field.kind()) {
                case TIME -> earlier(text, time);
                case DATE -> LocalDate.parse(text).minusDays(time.toDays()).toString();
                default -> text;
            };
        } catch (DateTimeParseException noPointInTime) {
            return text;
        }
    }

    private static String earlier(String text, Duration time) {
        return hasZone(text)
                ? ZONED.format(earlier(OffsetDateTime.parse(text, LENIENT), time))
                : LOCAL.format(LocalDateTime.parse(text, LOCAL).minus(time));
    }

    /** In the zone of the same session: that of this JVM, unless the session was given another one. */
    private static OffsetDateTime earlier(OffsetDateTime at, Duration time) {
        ZoneRules rules = ZoneId.systemDefault().getRules();
        Instant earlier = at.toInstant().minus(time);
        boolean mine = rules.getOffset(at.toInstant()).equals(at.getOffset());
        return earlier.atOffset(mine ? rules.getOffset(earlier) : at.getOffset());
    }
}
