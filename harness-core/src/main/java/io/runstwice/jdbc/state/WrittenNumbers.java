package io.runstwice.jdbc.state;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The numbers that runs wrote into columns, beside those that were given. */
final class WrittenNumbers {

    private final String resource;
    private final Map<String, Set<Object>> given;
    private final List<Map<String, Set<Object>>> runs;

    /** @param left what each run left */
    WrittenNumbers(String resource, State given, List<State> left) {
        this.resource = resource;
        this.given = cells(given);
        this.runs = left.stream().map(this::cells).toList();
    }

    static String name(Table table, Column column) {
        return table.name() + "." + column.name();
    }

    /**
     * Run by run.
     *
     * @param column as {@code table.column}
     */
    List<Set<Object>> of(String column) {
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
                if (isId(table.columns().get(i).kind())) {
                    cells.put(name(table, table.columns().get(i)), column(table, i));
                }
            }
        }
        return cells;
    }

    private static boolean isId(Column.Kind kind) {
        return kind == Column.Kind.NUMBER || kind == Column.Kind.GENERATED;
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
