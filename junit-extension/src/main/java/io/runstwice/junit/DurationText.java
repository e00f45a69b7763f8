package io.runstwice.junit;

import io.runstwice.world.Misuse;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The durations that an annotation can hold. */
final class DurationText {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9}) *([a-z]+)");

    private static final Map<String, ChronoUnit> UNITS = Map.ofEntries(
            Map.entry("ms", ChronoUnit.MILLIS),
            Map.entry("millisecond", ChronoUnit.MILLIS),
            Map.entry("s", ChronoUnit.SECONDS),
            Map.entry("second", ChronoUnit.SECONDS),
            Map.entry("m", ChronoUnit.MINUTES),
            Map.entry("min", ChronoUnit.MINUTES),
            Map.entry("minute", ChronoUnit.MINUTES),
            Map.entry("h", ChronoUnit.HOURS),
            Map.entry("hour", ChronoUnit.HOURS),
            Map.entry("d", ChronoUnit.DAYS),
            Map.entry("day", ChronoUnit.DAYS));

    private DurationText() {}

    /** Reads the value of an attribute. */
    static Duration parse(String attribute, String text) {
        Matcher plain = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration time = plain.matches() ? of(plain.group(1), plain.group(2)) : iso(text.strip());
        if (time.isZero() || time.isNegative()) {
            throw new Misuse(Messages.noDuration(attribute, text));
        }
        return time;
    }

    private static Duration of(String number, String unit) {
        String singular = unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        ChronoUnit known = UNITS.get(singular);
        return known == null ? Duration.ZERO : Duration.of(Long.parseLong(number), known);
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }
}
