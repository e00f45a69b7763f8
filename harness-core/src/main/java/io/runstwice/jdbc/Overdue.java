package io.runstwice.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times that could not grow older while somebody held their rows, and by how much each is to as soon as it is let go. For one thread at a time.
 *
 * <p>A time is known by its column and its value: a row may change in others while it is held, and a time that is written anew is another one.
 */
final class Overdue {

    private record Cell(int column, Object value) {}

    private final Map<Relation, Map<Cell, Duration>> cells = new LinkedHashMap<>();

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Rows that were alike when time passed owe the same, however many they are. */
    void owe(Relation relation, int column, Object value, Duration time) {
        cells.computeIfAbsent(relation, any -> new LinkedHashMap<>()).put(new Cell(column, value), time);
    }

    /** What is owed elsewhere is owed here, too. */
    void add(Overdue more) {
        more.cells.forEach((relation, owed) -> {
            Map<Cell, Duration> mine = cells.computeIfAbsent(relation, any -> new LinkedHashMap<>());
            owed.forEach((cell, time) -> mine.merge(cell, time, Duration::plus));
        });
    }

    /** All of it; whoever takes it owes again what still is held. */
    Overdue take() {
        Overdue taken = new Overdue();
        taken.add(this);
        forget();
        return taken;
    }

    void forget() {
        cells.clear();
    }

    List<Relation> relations() {
        return List.copyOf(cells.keySet());
    }

    /** How much of it a cell owes; null if nothing. */
    @Nullable
    Duration of(Relation relation, int column, @Nullable Object value) {
        return value == null ? null : cells.getOrDefault(relation, Map.of()).get(new Cell(column, value));
    }

    /** The names of the tables. */
    String tables() {
        TreeSet<String> names = new TreeSet<>();
        cells.keySet().forEach(relation -> names.add(relation.shown()));
        return String.join(", ", names);
    }
}
