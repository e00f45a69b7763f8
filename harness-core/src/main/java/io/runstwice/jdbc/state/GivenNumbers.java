package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Content;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The whole numbers that stand in rows: what a generator gives from now on must not look like one of them. */
final class GivenNumbers {

    private static final int MOST_DIGITS = 18;

    private GivenNumbers() {}

    static NavigableSet<Long> in(Collection<Content> contents) {
        NavigableSet<Long> numbers = new TreeSet<>();
        for (Content content : contents) {
            for (@Nullable Object[] row : content.rows()) {
                for (Object cell : row) {
                    add(cell, numbers);
                }
            }
        }
        return numbers;
    }

    private static void add(@Nullable Object cell, NavigableSet<Long> numbers) {
        if (cell instanceof Number || cell instanceof String) {
            String text = cell.toString();
            boolean whole = !text.isEmpty()
                    && text.length() <= MOST_DIGITS
                    && text.chars()
                            .skip(text.startsWith("-") && text.length() > 1 ? 1 : 0)
                            .allMatch(c -> c >= '0' && c <= '9');
            if (whole) {
                numbers.add(Long.parseLong(text));
            }
        }
    }
}
