package io.runstwice.jdbc.state;

import io.runstwice.world.Row;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the rows of a table are shown. A server gives them in any: where they lie depends on what lay
 * there before. So which of two alike rows is the later one is told by their cells, from left to right.
 */
final class RowOrder implements Comparator<Row> {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,30}");

    @Override
    public int compare(Row one, Row other) {
        int width = Math.min(one.cells().size(), other.cells().size());
        for (int i = 0; i < width; i++) {
            int order = cells(one.cells().get(i), other.cells().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked") // both are of one class
    private static int cells(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        } else if (one instanceof Comparable<?> value
                && one.getClass() == other.getClass()
                && !(one instanceof String)) {
            return ((Comparable<Object>) value).compareTo(other);
        }
        return text(one.toString(), other.toString());
    }

    /** Numbers that are held as text count as numbers. */
    private static int text(String one, String other) {
        boolean numbers = one.length() != other.length()
                && NUMBER.matcher(one).matches()
                && NUMBER.matcher(other).matches();
        return numbers ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
    }
}
