package io.runstwice.jdbc.dialect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one table at one moment. Compared by identity; {@link #sameAs} compares rows.
 *
 * <p>A cell that the harness moved is kept twice: as it is in the database, and as it was written or given, which is
 * what a state shows.
 */
public final class Content {

    public static final Content EMPTY = new Content(List.of(), Map.of());

    /** The place of a cell. */
    public record Place(int row, int column) {}

    private final List<@Nullable Object[]> rows;
    private final Map<Place, Object> written;
    private final Duration laid;

    public Content(List<@Nullable Object[]> rows, Map<Place, Object> written) {
        this(rows, written, Duration.ZERO);
    }

    private Content(List<@Nullable Object[]> rows, Map<Place, Object> written, Duration laid) {
        this.rows = rows;
        this.written = written;
        this.laid = laid;
    }

    /**
     * These rows, whose times that go with the machine's clock have moved by this much since they were given.
     */
    public Content laid(Duration by) {
        return laid.equals(by) ? this : new Content(rows, written, by);
    }

    /** These rows as if they had been given as they are; the same object if they were. */
    public Content asGiven() {
        return written.isEmpty() ? laid(Duration.ZERO) : new Content(rows, Map.of());
    }

    /** By how much times that go with the machine's clock have moved in it. */
    public Duration laid() {
        return laid;
    }

    public List<@Nullable Object[]> rows() {
        return rows;
    }

    /** The cells that were made older, as they were written. */
    public Map<Place, Object> written() {
        return written;
    }

    @Nullable
    public Object asWritten(int row, int column) {
        @Nullable Object raw = rows.get(row)[column];
        return written.isEmpty() ? raw : written.getOrDefault(new Place(row, column), raw);
    }

    /** A row as it was written. */
    @Nullable
    public Object[] asWritten(int row) {
        @Nullable Object[] cells = rows.get(row);
        if (written.isEmpty()) {
            return cells;
        }
        @Nullable Object[] before = cells.clone();
        for (int column = 0; column < before.length; column++) {
            before[column] = asWritten(row, column);
        }
        return before;
    }

    /** This content, but with these rows taken from another content of as many rows. */
    public Content without(Set<Integer> others, Content of) {
        if (others.isEmpty()) {
            return this;
        }
        List<@Nullable Object[]> mixed = new ArrayList<>(rows);
        others.forEach(row -> mixed.set(row, of.rows.get(row)));
        Map<Place, Object> kept = new HashMap<>(written);
        kept.keySet().removeIf(place -> others.contains(place.row()) && !of.written.containsKey(place));
        return new Content(mixed, kept, laid);
    }

    /** Whether both have the same rows, in any order. */
    public boolean sameAs(Content other) {
        return rows.size() == other.rows.size()
                && (sameInOrder(other) || counted().equals(other.counted()));
    }

    /** Whether both have the same rows in the same order. */
    public boolean sameInOrder(Content other) {
        for (int i = 0; i < rows.size(); i++) {
            if (i >= other.rows.size() || !Arrays.deepEquals(rows.get(i), other.rows.get(i))) {
                return false;
            }
        }
        return rows.size() == other.rows.size();
    }

    private Map<List<Object>, Integer> counted() {
        Map<List<Object>, Integer> counted = new HashMap<>();
        for (@Nullable Object[] row : rows) {
            counted.merge(comparable(row), 1, Integer::sum);
        }
        return counted;
    }

    /** A row as a value: arrays within it compare by their elements. */
    public static List<Object> comparable(@Nullable Object[] row) {
        return Arrays.stream(row).map(Content::comparable).toList();
    }

    private static Object comparable(@Nullable Object cell) {
        if (cell instanceof byte[] bytes) {
            return "x" + Arrays.toString(bytes);
        }
        return cell instanceof Object[] array ? comparable(array) : cell == null ? Void.class : cell;
    }
}
