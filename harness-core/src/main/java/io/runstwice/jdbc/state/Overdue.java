package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Aged;
import io.runstwice.jdbc.schema.Relation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times that could not grow older while a session held their rows, and by how much each is to as soon as it is let
 * go. For one thread at a time.
 *
 * <p>A time is known by the key of its row, its column and its value: the row may change in others while it is held,
 * and a time that is written anew is another one. One of whole seconds may be the same all the same, so those owe
 * nothing, and stay young until time passes again.
 */
final class Overdue {

    private record Cell(List<Object> key, int column, Object value) {}

    private final Map<Relation, Map<Cell, Duration>> cells = new LinkedHashMap<>();
    private final Set<String> tables = new TreeSet<>();

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Rows that were alike when time passed owe the same, however many they are. */
    void owe(Relation relation, @Nullable Object[] row, int column, Duration time) {
        tables.add(relation.shown());
        if (hasFraction(String.valueOf(row[column]))) {
            cells.computeIfAbsent(relation, any -> new LinkedHashMap<>()).put(cell(relation, row, column), time);
        }
    }

    private static Cell cell(Relation relation, @Nullable Object[] row, int column) {
        List<Object> key = relation.key().length == 0 ? List.of() : Aged.identity(relation, row);
        return new Cell(key, column, Objects.requireNonNull(row[column]));
    }

    /** Digits after a point, in the text of each database; H2 leaves out those that are zero. */
    private static boolean hasFraction(String time) {
        int point = time.indexOf('.');
        return point > 0
                && time.substring(point + 1)
                        .chars()
                        .takeWhile(Character::isDigit)
                        .anyMatch(digit -> digit != '0');
    }

    /** What is owed elsewhere is owed here, too. */
    void add(Overdue more) {
        more.cells.forEach((relation, owed) -> {
            Map<Cell, Duration> mine = cells.computeIfAbsent(relation, any -> new LinkedHashMap<>());
            owed.forEach((cell, time) -> mine.merge(cell, time, Duration::plus));
        });
    }

    /** All of it. The caller adds again what still is held. */
    Overdue take() {
        Overdue taken = new Overdue();
        taken.add(this);
        forget();
        return taken;
    }

    void forget() {
        cells.clear();
        tables.clear();
    }

    List<Relation> relations() {
        return List.copyOf(cells.keySet());
    }

    /** How much of it a cell owes; null if nothing. */
    @Nullable
    Duration of(Relation relation, @Nullable Object[] row, int column) {
        return row[column] == null
                ? null
                : cells.getOrDefault(relation, Map.of()).get(cell(relation, row, column));
    }

    /** The names of the tables of which something was held. */
    String tables() {
        return String.join(", ", tables);
    }
}
