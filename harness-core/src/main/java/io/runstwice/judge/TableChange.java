package io.runstwice.judge;

import io.runstwice.world.Row;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The change of one table since it was given, row by row as they are.
 *
 * @param table the table; of its rows only the count is needed from here on
 * @param fresh rows that were not given
 * @param gone given rows that are no more
 */
record TableChange(Table table, List<Row> fresh, List<Row> gone) {

    /** Rows at equal places are cancelled first: almost all of a large table that was read in the same order twice. */
    static TableChange between(Table given, Table table) {
        List<Row> before = given.rows();
        List<Row> after = table.rows();
        if (before == after) {
            return new TableChange(table, List.of(), List.of());
        }
        if (!given.columns().equals(table.columns())) {
            return new TableChange(table, after, before);
        }
        int same = 0;
        int most = Math.min(before.size(), after.size());
        while (same < most && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < most - same && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        return cancelled(table, before.subList(same, before.size() - tail), after.subList(same, after.size() - tail));
    }

    private static TableChange cancelled(Table table, List<Row> before, List<Row> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return new TableChange(table, after, before);
        }
        Map<Row, Integer> open = new HashMap<>(before.size() * 2);
        before.forEach(row -> open.merge(row, 1, Integer::sum));
        List<Row> fresh = minus(after, open);
        return new TableChange(table, fresh, remaining(before, open));
    }

    private static List<Row> minus(List<Row> rows, Map<Row, Integer> open) {
        List<Row> rest = new ArrayList<>();
        for (Row row : rows) {
            if (open.getOrDefault(row, 0) > 0) {
                open.merge(row, -1, Integer::sum);
            } else {
                rest.add(row);
            }
        }
        return rest;
    }

    private static List<Row> remaining(List<Row> rows, Map<Row, Integer> open) {
        List<Row> rest = new ArrayList<>();
        for (Row row : rows) {
            if (open.get(row) > 0) {
                open.merge(row, -1, Integer::sum);
                rest.add(row);
            }
        }
        return rest;
    }

    boolean isEmpty() {
        return fresh.isEmpty() && gone.isEmpty();
    }
}
