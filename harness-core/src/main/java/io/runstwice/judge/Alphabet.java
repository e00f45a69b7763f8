package io.runstwice.judge;

/**
 * The characters that a random token is made of. Some of a class are all of it; what holds some classes may hold
 * others, which no value happened to show.
 *
 * @param classes bits, one a class
 */
record Alphabet(int classes) {

    private static final int DIGITS = 1;
    private static final int LOWER_HEX = 2;
    private static final int LOWER = 4;
    private static final int UPPER_HEX = 8;
    private static final int UPPER = 16;
    private static final int DASHES = 32;
    private static final int SIGNS = 64;
    private static final int OTHERS = 128;

    /** From this length on text of small and capital letters is taken for Base64. */
    private static final int LONG = 16;

    static Alphabet of(String text) {
        int classes = 0;
        for (int i = 0; i < text.length(); i++) {
            classes |= classOf(text.charAt(i));
        }
        return new Alphabet(classes);
    }

    private static int classOf(char c) {
        if (c >= '0' && c <= '9') {
            return DIGITS;
        } else if (c >= 'a' && c <= 'z') {
            return c <= 'f' ? LOWER_HEX : LOWER;
        } else if (c >= 'A' && c <= 'Z') {
            return c <= 'F' ? UPPER_HEX : UPPER;
        } else if (c == '-' || c == '_') {
            return DASHES;
        }
        return c == '+' || c == '/' || c == '=' ? SIGNS : OTHERS;
    }

    Alphabet and(Alphabet other) {
        return new Alphabet(classes | other.classes);
    }

    /** What text of such characters may be made of as well. */
    Alphabet closed(int length) {
        int all = classes;
        all |= has(LOWER) ? LOWER_HEX : 0;
        all |= has(UPPER) ? UPPER_HEX : 0;
        all |= has(LOWER | LOWER_HEX | UPPER | UPPER_HEX) ? DIGITS : 0;
        if (has(LOWER | LOWER_HEX) && has(UPPER | UPPER_HEX)) {
            all |= LOWER_HEX | LOWER | UPPER_HEX | UPPER | DASHES;
            all |= length >= LONG ? SIGNS : 0;
        }
        return new Alphabet(all);
    }

    private boolean has(int some) {
        return (classes & some) != 0;
    }

    boolean hasLetters() {
        return has(LOWER | LOWER_HEX | UPPER | UPPER_HEX);
    }

    /** Whether it is used to write numbers, whose first digits may be missing. */
    boolean writesNumbers() {
        return !has(DASHES | SIGNS | OTHERS) && !(has(LOWER | LOWER_HEX) && has(UPPER | UPPER_HEX));
    }

    /** Whether text is made of nothing else. */
    boolean covers(String text) {
        return (Alphabet.of(text).classes & ~classes) == 0;
    }

    boolean isWord() {
        return !has(OTHERS);
    }
}
