package io.runstwice.report;

import io.runstwice.world.Redaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small pieces of prose. */
final class Prose {

    private static final Pattern UUID = Pattern.compile(
            "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "\\b\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?(Z|[+-]\\d{2}(:?\\d{2})?))?");
    private static final Pattern PORT = Pattern.compile("(\\blocalhost|\\b127\\.0\\.0\\.1|\\[::1]):\\d{2,5}\\b");

    private Prose() {}

    static String rows(int count) {
        return counted(count, "row");
    }

    static String counted(int count, String noun) {
        return counted(count, noun, noun + "s");
    }

    static String counted(int count, String singular, String plural) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? singular : plural);
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

    /**
     * One line of at most this length, cut at the same place in every run: times have no length of their own, and ids
     * stay whole.
     */
    static String shortened(String text, int most) {
        return cut(Redaction.of(text.replaceAll("\\s+", " ").strip()), most);
    }

    /** Cuts a text that has been redacted: a secret that is cut first is no longer known for one. */
    static String cut(String redacted, int most) {
        String line = blanked(redacted);
        if (line.length() <= most) {
            return line;
        }
        int end = UUID.matcher(line)
                .results()
                .filter(id -> id.start() < most - 1 && id.end() > most - 1)
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(most - 1);
        return line.substring(0, end) + "…";
    }

    /**
     * Takes out values that differ at each run without meaning anything: random ids are numbered, times and ports
     * blanked.
     */
    static String stable(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher ids = UUID.matcher(text);
        String named = ids.replaceAll(match ->
                names.computeIfAbsent(match.group().toLowerCase(Locale.ROOT), id -> "uuid-" + (names.size() + 1)));
        return blanked(named);
    }

    private static String blanked(String text) {
        String timeless = TIME.matcher(text).replaceAll("<time>");
        return PORT.matcher(timeless).replaceAll("$1:<port>");
    }
}
