package io.runstwice.judge;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to write date and time for people or for a protocol: a date, then hours and minutes. Seconds, a fraction of
 * them and a zone may follow; what says no zone is read in UTC.
 *
 * @param regex what such a text looks like, without groups
 * @param text the same with three of them: date and time, the half of the day, the zone
 * @param format of date and time
 */
record Dress(String regex, Pattern text, DateTimeFormatter format) {

    private static final String CLOCK = "\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?";
    private static final String HALF = "[ \\u00a0\\u202f]?[AaPp][Mm]";
    private static final String ZONE = "(?: ?(?:Z|GMT|UTC|CES?T|[ECMP][SD]T|[+-]\\d\\d:?\\d\\d))?";

    /** A date and hours of a whole day. */
    static Dress of(String date, String format) {
        return new Dress(
                date + CLOCK + ZONE,
                Pattern.compile("(" + date + CLOCK + ")()(" + ZONE + ")"),
                formatter(format + "H:mm", ""));
    }

    /** A date and hours of half a day. */
    static Dress ofTwelveHours(String date, String format) {
        return new Dress(
                date + CLOCK + HALF + ZONE,
                Pattern.compile("(" + date + CLOCK + ")(" + HALF + ")(" + ZONE + ")"),
                formatter(format + "h:mm", "a"));
    }

    private static DateTimeFormatter formatter(String begin, String end) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(begin)
                .appendPattern("[:ss]")
                .optionalStart()
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                .optionalEnd()
                .appendPattern(end)
                .toFormatter(Locale.ENGLISH);
    }

    /** The stamp that a text shows if it is written so. */
    Optional<Stamp> parsed(String text) {
        Matcher parts = this.text.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String half = parts.group(2).strip();
        String local = parts.group(1).replaceAll("(\\d),(\\d{1,9})$", "$1.$2");
        LocalDateTime at = LocalDateTime.parse(local + half.replaceAll("\\W", ""), format);
        String zone = parts.group(3);
        return Optional.of(new Stamp(at.toInstant(offset(zone.strip())), zone));
    }

    /** The name of a zone says nothing of how far it is from now. */
    static ZoneOffset offset(String zone) {
        return zone.startsWith("+") || zone.startsWith("-") ? ZoneOffset.of(zone) : ZoneOffset.UTC;
    }
}
