package io.runstwice.judge;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hints in the name of a column, or of a member of a JSON document, about a number that may be a time or an id by
 * its value.
 */
final class NameHints {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^\\p{L}\\p{N}]+");
    private static final Pattern ID = Pattern.compile("(^|_)([a-z]*id|key|no|nr|number|ref|reference)$");
    private static final Pattern TIME = Pattern.compile(
            "(^|_)(at|on|ts|ms|millis|micros|nanos|seconds|epoch|[a-z]*time|[a-z]*stamp|date|day|now|when|since"
                    + "|until|till|from|to|created|updated|modified|changed|inserted|expires|expiry|expiration|due|started?|ended?|finished|seen|last"
                    + "|iat|exp|nbf)(_|$)");

    private NameHints() {}

    static boolean isId(String name) {
        return ID.matcher(words(name)).find() && !isTime(name);
    }

    static boolean isTime(String name) {
        return TIME.matcher(words(name)).find();
    }

    private static String words(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
