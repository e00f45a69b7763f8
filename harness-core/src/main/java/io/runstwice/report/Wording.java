package io.runstwice.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small pieces of prose. */
final class Wording {

    private static final Pattern UUID = Pattern.compile(
            "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "\\b\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?(Z|[+-]\\d{2}(:?\\d{2})?))?");
    private static final Pattern PORT = Pattern.compile("\\b(localhost|127\\.0\\.0\\.1):\\d{2,5}\\b");

    private Wording() {}

    static String rows(int count) {
        return counted(count, "row");
    }

    static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** {@code 1 h}, {@code 25 h}, {@code 90 s}. */
    static String duration(Duration time) {
        if (time.toSeconds() > 0 && time.toSeconds() % 3600 == 0) {
            return time.toHours() + " h";
        }
        if (time.toSeconds() > 0 && time.toSeconds() % 60 == 0) {
            return time.toMinutes() + " min";
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    /** Takes out what is another one at each run without meaning anything: random ids are numbered, times and ports blanked. */
    static String stable(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher ids = UUID.matcher(text);
        String named = ids.replaceAll(match ->
                names.computeIfAbsent(match.group().toLowerCase(Locale.ROOT), id -> "uuid-" + (names.size() + 1)));
        String timeless = TIME.matcher(named).replaceAll("<time>");
        return PORT.matcher(timeless).replaceAll("$1:<port>");
    }
}
