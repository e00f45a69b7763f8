package io.runstwice.judge;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds UUIDs in text. */
final class Uuids {

    private static final int LENGTH = 36;
    private static final Pattern UUID = Pattern.compile(
            "(?<![0-9A-Za-z])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])");

    private Uuids() {}

    /** UUIDs are unique everywhere: one domain for all, and for other random values, however a UUID is written. */
    static Atom atom(String uuid) {
        return TokenReading.atom(uuid);
    }

    static boolean is(String text) {
        return text.length() == LENGTH
                && text.charAt(8) == '-'
                && UUID.matcher(text).matches();
    }

    static List<MatchResult> in(String text) {
        return text.length() < LENGTH || text.indexOf('-') < 0
                ? List.of()
                : UUID.matcher(text).results().toList();
    }
}
