package io.runstwice.jdbc.dialect;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that no session has locked, with their places.
 *
 * @param <P> the database's type of a place
 */
public final class FreeRows<P> {

    private final Map<List<Object>, Deque<P>> places = new HashMap<>();

    public void add(@Nullable Object[] cells, P place) {
        places.computeIfAbsent(Content.comparable(cells), any -> new ArrayDeque<>())
                .add(place);
    }

    /** Which of the rows that change are where; those that are held are missing. */
    public Map<Integer, P> changing(Content now, Content older) {
        Map<Integer, P> found = new LinkedHashMap<>();
        for (int row : changed(now, older)) {
            Deque<P> free = places.get(Content.comparable(now.rows().get(row)));
            if (free != null && !free.isEmpty()) {
                found.put(row, free.remove());
            }
        }
        return found;
    }

    /** Whether a key that a row was to get stands somewhere else: it gets it when that one has made room. */
    public static boolean isTaken(SQLException refusal) {
        return Set.of("23505", "23P01").contains(String.valueOf(refusal.getSQLState()));
    }

    /** The rows that change, in their order. */
    public static List<Integer> changed(Content now, Content older) {
        return IntStream.range(0, now.rows().size())
                .filter(row ->
                        !Arrays.deepEquals(now.rows().get(row), older.rows().get(row)))
                .boxed()
                .toList();
    }
}
