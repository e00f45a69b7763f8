package io.runstwice.jdbc;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns contents into what a state shows. Most tables did not change since the last time, so what was shown is kept. */
final class Showing {

    private static final int KEPT = 500;

    private final String resource;
    private final Dialect dialect;
    private final Declared declared;
    private final Map<Content, Table> shown = new IdentityHashMap<>();

    Showing(String resource, Dialect dialect, Declared declared) {
        this.resource = resource;
        this.dialect = dialect;
        this.declared = declared;
    }

    synchronized State state(Map<Relation, Content> contents) {
        List<Table> tables = new ArrayList<>(contents.size());
        contents.forEach((relation, content) -> tables.add(table(relation, content)));
        return new State(tables);
    }

    private Table table(Relation relation, Content content) {
        Table known = shown.get(content);
        if (known != null && known.name().equals(relation.shown())) {
            return known;
        }
        if (shown.size() > KEPT) {
            shown.clear();
        }
        Table table = new Table(resource, relation.shown(), columns(relation), rows(relation, content), false);
        shown.put(content, table);
        return table;
    }

    private List<Column> columns(Relation relation) {
        return relation.fields().stream()
                .map(field -> declared.varies(relation.shown(), field.shown()) ? field.as(Column.Kind.REMARK) : field)
                .map(Field::column)
                .toList();
    }

    private List<Row> rows(Relation relation, Content content) {
        List<Row> rows = new ArrayList<>(content.rows().size());
        for (int row = 0; row < content.rows().size(); row++) {
            List<@Nullable Object> cells = new ArrayList<>(relation.fields().size());
            for (int column = 0; column < relation.fields().size(); column++) {
                cells.add(cell(relation, content, row, column));
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private @Nullable Object cell(Relation relation, Content content, int row, int column) {
        Field field = relation.fields().get(column);
        Object cell = dialect.shown(field, content.asWritten(row, column));
        boolean remark = declared.varies(relation.shown(), field.shown());
        return remark && cell != null ? cell.toString() : cell;
    }
}
