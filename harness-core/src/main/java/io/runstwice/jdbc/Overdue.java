package io.runstwice.jdbc;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What could not grow older while somebody held it, and by how much it is to as soon as it is let go. For one thread at a time. */
final class Overdue {

    /**
     * A row.
     *
     * @param cells as they were when time passed: what of them has been written since is as old as it should be
     */
    record Row(@Nullable Object[] cells, Duration time) {

        private Row and(Row later) {
            return Arrays.deepEquals(cells, later.cells) ? new Row(cells, time.plus(later.time)) : later;
        }
    }

    private final Map<Relation, Map<List<Object>, Row>> rows = new LinkedHashMap<>();
    private final Map<String, Duration> updates = new LinkedHashMap<>();

    boolean isEmpty() {
        return rows.isEmpty() && updates.isEmpty();
    }

    void owe(Relation relation, @Nullable Object[] cells, Duration time) {
        rows.computeIfAbsent(relation, any -> new LinkedHashMap<>())
                .merge(Aged.identity(relation, cells), new Row(cells, time), Row::and);
    }

    void owe(String update, Duration time) {
        updates.merge(update, time, Duration::plus);
    }

    /** All of it; whoever takes it owes again what still is held. */
    Overdue take() {
        Overdue taken = new Overdue();
        taken.rows.putAll(rows);
        taken.updates.putAll(updates);
        forget();
        return taken;
    }

    void forget() {
        rows.clear();
        updates.clear();
    }

    Map<String, Duration> updates() {
        return updates;
    }

    List<Relation> relations() {
        return List.copyOf(rows.keySet());
    }

    /** What is known of this row; null if it owes nothing. */
    @Nullable
    Row of(Relation relation, @Nullable Object[] cells) {
        return rows.getOrDefault(relation, Map.of()).get(Aged.identity(relation, cells));
    }

    /** The names of the tables. */
    String tables() {
        TreeSet<String> names = new TreeSet<>();
        rows.keySet().forEach(relation -> names.add(relation.shown()));
        return String.join(", ", names);
    }
}
