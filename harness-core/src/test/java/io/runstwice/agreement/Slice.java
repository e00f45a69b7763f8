package io.runstwice.agreement;

/**
 * A part of a proof that takes hours: {@code -Dtests.slice=2/8} runs the second of eight, so that it can be run on eight days. The whole of it, if nobody
 * asks for a part.
 *
 * @param number which, from 1
 * @param of how many there are
 */
public record Slice(int number, int of) {

    private static final String PROPERTY = "tests.slice";

    public Slice {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException(number + "/" + of + " is no slice: write -D" + PROPERTY + "=2/8");
        }
    }

    /** The one that this JVM was asked for. */
    public static Slice asked() {
        String[] told = System.getProperty(PROPERTY, "1/1").split("/", 2);
        return new Slice(Integer.parseInt(told[0]), Integer.parseInt(told[told.length - 1]));
    }

    /** Whether it holds what has this number, from 0. */
    public boolean has(long index) {
        return index % of == number - 1;
    }
}
