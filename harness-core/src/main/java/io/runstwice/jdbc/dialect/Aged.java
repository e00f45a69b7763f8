package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.dialect.Content.Place;
import io.runstwice.jdbc.schema.Relation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows cells that the harness made older.
 *
 * <p>A row is the same row before and after if it has the same primary key, or, in a table without one, the same cells.
 */
public final class Aged {

    private Aged() {}

    /** The content that was read, with the knowledge of cells that were made older and have not been written since. */
    public static Content carried(Relation relation, Content before, Content found) {
        if (before.written().isEmpty()) {
            return found.laid(before.laid());
        }
        Map<List<Object>, Integer> places = places(relation, before);
        Map<Place, Object> written = new HashMap<>();
        for (int row = 0; row < found.rows().size(); row++) {
            Integer was = places.get(identity(relation, found.rows().get(row)));
            if (was != null) {
                carry(before, was, found, row, written);
            }
        }
        return new Content(found.rows(), written).laid(before.laid());
    }

    private static void carry(Content before, int was, Content found, int row, Map<Place, Object> written) {
        for (int column = 0; column < found.rows().get(row).length; column++) {
            Object known = before.written().get(new Place(was, column));
            if (known != null
                    && Objects.deepEquals(
                            before.rows().get(was)[column], found.rows().get(row)[column])) {
                written.put(new Place(row, column), known);
            }
        }
    }

    public static Map<List<Object>, Integer> places(Relation relation, Content content) {
        Map<List<Object>, Integer> places = new HashMap<>();
        for (int row = 0; row < content.rows().size(); row++) {
            places.put(identity(relation, content.rows().get(row)), row);
        }
        return places;
    }

    public static List<Object> identity(Relation relation, @Nullable Object[] row) {
        int[] key = relation.key();
        return Content.comparable(
                key.length == 0 ? row : Arrays.stream(key).mapToObj(i -> row[i]).toArray());
    }
}
