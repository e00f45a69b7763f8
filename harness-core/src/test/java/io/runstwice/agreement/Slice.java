package io.runstwice.agreement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a proof that takes hours: {@code -Dtests.slice=2/8} runs the second of eight, so that it can be run on
 * eight days. The whole of it by default.
 *
 * @param number which, from 1
 * @param of how many there are
 */
public record Slice(int number, int of) {

    private static final String PROPERTY = "tests.slice";

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

    /** The one that this JVM was asked for. */
    public static Slice asked() {
        return of(System.getProperty(PROPERTY, "1/1"));
    }

    /**
     * The one that this says.
     *
     * @throws IllegalArgumentException if it says none
     */
    static Slice of(String told) {
        Matcher form = FORM.matcher(told);
        if (!form.matches() || Integer.parseInt(form.group(1)) > Integer.parseInt(form.group(2))) {
            throw new IllegalArgumentException(told + " is no slice: write -D" + PROPERTY + "=2/8");
        }
        return new Slice(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** Whether it holds what has this number, from 0. */
    public boolean has(long index) {
        return index % of == number - 1;
    }
}
