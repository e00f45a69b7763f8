package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows shown under columns that may be others than their own. */
final class Rows {

    private Rows() {}

    static List<Row> as(List<Column> columns, List<ComparedLine> lines) {
        return lines.stream().map(line -> as(columns, line)).toList();
    }

    static Row as(List<Column> columns, ComparedLine line) {
        if (line.layout().columns().equals(columns)) {
            return line.row();
        }
        List<Object> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(line.cell(column.name())));
        return new Row(cells);
    }
}
