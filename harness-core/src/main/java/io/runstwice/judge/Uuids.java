package io.runstwice.judge;

import java.math.BigInteger;
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
        return Atom.ofToken(uuid);
    }

    static boolean is(String text) {
        return text.length() == LENGTH
                && text.charAt(8) == '-'
                && UUID.matcher(text).matches();
    }

    /** Whether it begins with the time at which it was made, the highest digits first: versions 6 and 7 of RFC 9562. */
    static boolean isOrdered(String uuid) {
        char version = uuid.charAt(14);
        return version == '6' || version == '7';
    }

    /**
     * The number by which two of them are ordered, up to the random part: milliseconds, and 12 bits more, which most
     * generators count or fill with a fraction.
     */
    static BigInteger time(String uuid) {
        return new BigInteger(uuid.substring(0, 8) + uuid.substring(9, 13) + uuid.substring(15, 18), 16);
    }

    static List<MatchResult> in(String text) {
        return text.length() < LENGTH || text.indexOf('-') < 0
                ? List.of()
                : UUID.matcher(text).results().toList();
    }
}
