package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times without a day, {@code 16:08:40}, as a column of type {@code time} holds them: they show a point in time once it
 * is known near which one.
 */
final class DayTime {

    static final String REGEX = "[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?";

    private static final Pattern TEXT =
            Pattern.compile("([0-2]\\d:[0-5]\\d(?::[0-5]\\d)?)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Duration HALF = Duration.ofHours(12);

    private DayTime() {}

    /** The points that a text shows, each on the day at which it is nearest to one of these points. */
    static Stream<Stamp> nearest(String text, Stream<Instant> points) {
        return StampForm.TIME_OF_DAY.read(text).isEmpty()
                ? Stream.empty()
                : points.flatMap(point -> parsed(text, point).stream()).distinct();
    }

    static Optional<Stamp> parsed(String text, Instant near) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        String zone = parts.group(3) == null ? "" : parts.group(3);
        Instant at = LocalTime.parse(parts.group(1))
                .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)))
                .atDate(near.atOffset(ZoneOffset.UTC).toLocalDate())
                .toInstant(Dress.offset(zone));
        Duration off = Duration.between(near, at);
        long days = off.compareTo(HALF) > 0 ? -1 : off.negated().compareTo(HALF) > 0 ? 1 : 0;
        return Optional.of(new Stamp(at.plus(days, ChronoUnit.DAYS), zone));
    }
}
