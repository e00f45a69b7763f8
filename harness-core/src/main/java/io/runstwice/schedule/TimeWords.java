package io.runstwice.schedule;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Durations as people write them: {@code 40 minutes}, {@code 25h}, {@code 1 h 30 min}, {@code an hour},
 * {@code half an hour}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TimeWords {

    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Pattern PART = Pattern.compile("\\G *(?:and |, *)?(\\d{1,7}|an?|one) ?([a-z]+)");
    private static final Map<String, ChronoUnit> UNITS = Map.ofEntries(
            Map.entry("ms", ChronoUnit.MILLIS),
            Map.entry("millisecond", ChronoUnit.MILLIS),
            Map.entry("s", ChronoUnit.SECONDS),
            Map.entry("sec", ChronoUnit.SECONDS),
            Map.entry("second", ChronoUnit.SECONDS),
            Map.entry("m", ChronoUnit.MINUTES),
            Map.entry("min", ChronoUnit.MINUTES),
            Map.entry("minute", ChronoUnit.MINUTES),
            Map.entry("h", ChronoUnit.HOURS),
            Map.entry("hour", ChronoUnit.HOURS),
            Map.entry("d", ChronoUnit.DAYS),
            Map.entry("day", ChronoUnit.DAYS));

    private TimeWords() {}

    /** The time that this text says, if it says one: longer than nothing, and at most ten years. */
    public static Optional<Duration> read(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.equals("half an hour")) {
            return Optional.of(Duration.ofMinutes(30));
        }
        Matcher part = PART.matcher(words);
        Duration all = Duration.ZERO;
        int read = 0;
        while (part.find()) {
            ChronoUnit unit = UNITS.get(singular(part.group(2)));
            if (unit == null) {
                return Optional.empty();
            }
            boolean isNumber = Character.isDigit(part.group(1).charAt(0));
            all = all.plus(Duration.of(isNumber ? Long.parseLong(part.group(1)) : 1, unit));
            read = part.end();
        }
        boolean isTime = read == words.length() && !all.isZero() && all.compareTo(LONGEST) <= 0;
        return isTime ? Optional.of(all) : Optional.empty();
    }

    private static String singular(String unit) {
        return unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }
}
