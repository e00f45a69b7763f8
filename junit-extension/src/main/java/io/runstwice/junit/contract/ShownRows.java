package io.runstwice.junit.contract;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.List;

/** The rows of a state as texts, in an order of their own: that of a table means nothing. */
final class ShownRows {

    private ShownRows() {}

    /** Every cell. */
    static List<String> all(State state) {
        return rows(state, false);
    }

    /** The cells that two runs have in common: times and drawn values are told by their kinds. */
    static List<String> comparable(State state) {
        return rows(state, true);
    }

    private static List<String> rows(State state, boolean comparable) {
        List<String> rows = new ArrayList<>();
        for (Table table : state.tables()) {
            for (Row row : table.rows()) {
                rows.add(table.resource() + " " + table.name() + " " + cells(table, row, comparable));
            }
        }
        rows.sort(null);
        return rows;
    }

    private static List<String> cells(Table table, Row row, boolean comparable) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = table.columns().get(i);
            Object cell = row.cells().get(i);
            boolean isCompared = column.kind() == Column.Kind.VALUE || column.kind() == Column.Kind.NUMBER;
            cells.add(column.name() + "=" + (cell == null || isCompared || !comparable ? cell : column.kind()));
        }
        return cells;
    }
}
