package io.runstwice.judge;

import java.util.Locale;

/**
 * A generated value: compared by position, not by value.
 *
 * @param domain the generator that gave it, so that 7 of one sequence is not 7 of another
 * @param value the value that was drawn
 */
record Atom(String domain, String value) {

    /** The domain of values that are unique everywhere. */
    static final String RANDOM = "random";

    /** From so many characters on a token is unique, however it is written. */
    static final int LONG_TOKEN = 16;

    /** The same token, however it is written: a UUID has dashes or none, and letters are small or capital ones. */
    static Atom ofToken(String token) {
        boolean unique = token.length() >= LONG_TOKEN;
        return new Atom(RANDOM, unique ? token.replace("-", "").toLowerCase(Locale.ROOT) : token);
    }
}
