package io.runstwice.jdbc;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Finds columns that hold ids although the catalog says nothing of where they come from: the application drew them.
 *
 * <p>The key of a table is one if no two runs from the same state gave it the same number: nothing but a generator, chance or a clock gives a
 * row another key each time. Any other whole number is one if all of it lies in blocks that were seen to be drawn, and runs with generators
 * that were moved gave it other numbers.
 */
final class IdColumns {

    private final String resource;
    private final Map<String, Set<Object>> given = new HashMap<>();
    private final List<Map<String, Set<Object>>> runs;
    private final LongPredicate drawn;

    private IdColumns(String resource, State given, List<State> left, LongPredicate drawn) {
        this.resource = resource;
        this.given.putAll(cells(given));
        this.runs = left.stream().map(this::cells).toList();
        this.drawn = drawn;
    }

    /**
     * Their names, as {@code table.column}.
     *
     * @param left what the baselines left; the last ones ran with generators that were moved
     * @param drawn whether a number lies in a block that was seen to be drawn
     */
    static Set<String> in(String resource, State given, List<State> left, LongPredicate drawn) {
        IdColumns columns = new IdColumns(resource, given, left, drawn);
        Set<String> found = new HashSet<>();
        left.get(0).tables().stream()
                .filter(table -> table.resource().equals(resource))
                .forEach(table -> columns.find(table, found));
        return found;
    }

    private void find(Table table, Set<String> found) {
        long keys = table.columns().stream().filter(Column::key).count();
        for (Column column : table.columns()) {
            boolean number = column.kind() == Column.Kind.NUMBER && column.references() == null;
            String name = table.name() + "." + column.name();
            if (number && (column.key() && keys == 1 ? isKey(name) : isDrawn(name) && !follows(name, found))) {
                found.add(name);
            }
        }
    }

    private boolean isKey(String column) {
        List<Set<Object>> written = written(column);
        Set<Object> all = new HashSet<>();
        boolean different = written.stream().allMatch(cells -> !cells.isEmpty() && all.addAll(cells))
                && all.size() == written.stream().mapToInt(Set::size).sum();
        return (different || isDrawn(column)) && all(written, IdColumns::isWhole);
    }

    private boolean isDrawn(String column) {
        List<Set<Object>> written = written(column);
        Set<Object> first = written.get(0);
        Set<Object> last = written.get(written.size() - 1);
        return written.stream().noneMatch(Set::isEmpty)
                && last.stream().noneMatch(first::contains)
                && all(written, cell -> isWhole(cell) && drawn.test(Long.parseLong(cell.toString())));
    }

    /** What only repeats the ids of another column is a reference to it. */
    private boolean follows(String column, Set<String> ids) {
        return ids.stream().anyMatch(id -> {
            List<Set<Object>> one = written(column);
            List<Set<Object>> other = written(id);
            boolean within = true;
            for (int run = 0; run < one.size(); run++) {
                within &= other.get(run).containsAll(one.get(run));
            }
            return within;
        });
    }

    private static boolean all(List<Set<Object>> written, java.util.function.Predicate<Object> what) {
        return written.stream().flatMap(Set::stream).allMatch(what);
    }

    private static boolean isWhole(Object cell) {
        return cell.toString().matches("-?\\d{1,18}");
    }

    private List<Set<Object>> written(String column) {
        Set<Object> known = given.getOrDefault(column, Set.of());
        return runs.stream()
                .map(run -> run.getOrDefault(column, Set.of()).stream()
                        .filter(cell -> !known.contains(cell))
                        .collect(Collectors.toSet()))
                .toList();
    }

    private Map<String, Set<Object>> cells(State state) {
        Map<String, Set<Object>> cells = new HashMap<>();
        for (Table table : state.tables()) {
            for (int i = 0; i < table.columns().size() && table.resource().equals(resource); i++) {
                if (table.columns().get(i).kind() == Column.Kind.NUMBER) {
                    cells.put(table.name() + "." + table.columns().get(i).name(), column(table, i));
                }
            }
        }
        return cells;
    }

    private static Set<Object> column(Table table, int index) {
        Set<Object> cells = new HashSet<>();
        for (Row row : table.rows()) {
            Object cell = row.cells().get(index);
            if (cell != null) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
