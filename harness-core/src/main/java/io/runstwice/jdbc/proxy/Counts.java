package io.runstwice.jdbc.proxy;

import org.jspecify.annotations.Nullable;

/** The numbers of rows that replies speak of. */
final class Counts {

    /** The result of {@code Statement.execute}, with the update count that it would hide. */
    record Executed(boolean rows, long updated) {}

    private Counts() {}

    /** The number of changed rows, or -1 if the reply does not say. */
    static long rows(@Nullable Object value) {
        if (value instanceof Executed executed) {
            return executed.rows() ? -1 : executed.updated();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof int[] counts) {
            return sum(java.util.Arrays.stream(counts).asLongStream());
        }
        return value instanceof long[] counts ? sum(java.util.Arrays.stream(counts)) : -1;
    }

    /** A count below zero means "done, number of rows unknown". */
    private static long sum(java.util.stream.LongStream counts) {
        long[] all = counts.toArray();
        return java.util.Arrays.stream(all).anyMatch(count -> count < 0)
                ? -1
                : java.util.Arrays.stream(all).sum();
    }

    static String text(@Nullable Object value) {
        long rows = rows(value);
        return rows < 0 ? "" : rows == 1 ? "1 row" : rows + " rows";
    }
}
