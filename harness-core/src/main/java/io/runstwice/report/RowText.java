package io.runstwice.report;

import io.runstwice.world.Column;
import io.runstwice.world.Redaction;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A row as a person reads it, secrets masked: {@code {id: ch_2, amount: 1999}}. */
final class RowText {

    private static final int MOST_CELLS = 8;
    private static final int LONGEST_CELL = 40;

    private RowText() {}

    static String of(List<Column> columns, Row row) {
        return of(columns, row, column -> true);
    }

    static String of(List<Column> columns, Row row, Predicate<Column> shown) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.cells().get(i);
            if (cell != null && shown.test(columns.get(i))) {
                cells.add(Redaction.visible(columns.get(i).name()) + ": " + cell(columns.get(i), cell));
            }
        }
        boolean more = cells.size() > MOST_CELLS;
        return "{" + String.join(", ", more ? cells.subList(0, MOST_CELLS) : cells) + (more ? ", …" : "") + "}";
    }

    private static String cell(Column column, Object cell) {
        return switch (column.kind()) {
            case TIME -> "<time>";
            case DATE -> "<date>";
            case NUMBER, GENERATED ->
                Wording.cut(Redaction.ofNumber(column.name(), String.valueOf(cell)), LONGEST_CELL);
            default -> Wording.cut(Redaction.of(column.name(), String.valueOf(cell)), LONGEST_CELL);
        };
    }
}
