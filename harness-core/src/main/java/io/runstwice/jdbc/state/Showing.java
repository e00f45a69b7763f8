package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Column;
import io.runstwice.world.Misuse;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns contents into what a state shows. Most tables did not change since the last time, so what was shown is kept.
 */
public final class Showing {

    private static final int KEPT = 500;
    private static final RowOrder ORDER = new RowOrder();

    /** No column of a database is called so. */
    private static final Column AGED = Column.of("", Column.Kind.VALUE);

    /** Nor so. */
    private static final Column PLACE = Column.of(" ", Column.Kind.VALUE);

    /** Who is to read a state. */
    public enum View {
        /** Runs are compared: cells that the harness made older are shown as they were written. */
        OBSERVED,
        /** The next delivery: cells are shown as it finds them, and beside them how much older they were made. */
        REMEMBERED
    }

    private final View view;
    private final String resource;
    private final CellValues values;
    private final Declared declared;
    private final Learnt learnt;
    private final Map<Content, Table> shown = new IdentityHashMap<>();

    /** What has come to light of the tables since the exploration began. */
    public interface Learnt {

        /** Where the rows of a table lie, if that matters. */
        @Nullable
        Integer @Nullable [] places(Relation relation, Content content);

        /** Whether a column holds ids although the catalog does not say so. */
        boolean isId(Relation relation, Field field);

        /** Another column, as {@code table.column}, that holds numbers of the same generator; null for none. */
        @Nullable
        String shared(Relation relation, Field field);
    }

    public Showing(View view, String resource, CellValues values, Declared declared, Learnt learnt) {
        this.view = view;
        this.resource = resource;
        this.values = values;
        this.declared = declared;
        this.learnt = learnt;
    }

    /** What is to be shown has changed. */
    synchronized void forget() {
        shown.clear();
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
        List<Column> columns = new ArrayList<>();
        for (Field field : relation.fields()) {
            String shared = field.references() == null ? learnt.shared(relation, field) : null;
            Field shown = field.as(kind(relation, field));
            columns.add((shared == null ? shown : shown.pointing(shared)).column());
        }
        if (view == View.REMEMBERED) {
            columns.add(AGED);
            columns.add(PLACE);
        }
        return columns;
    }

    private List<Row> rows(Relation relation, Content content) {
        List<Row> rows = new ArrayList<>(content.rows().size());
        @Nullable Integer @Nullable [] place = view == View.REMEMBERED ? learnt.places(relation, content) : null;
        for (int row = 0; row < content.rows().size(); row++) {
            List<@Nullable Object> cells = new ArrayList<>(relation.fields().size());
            for (int column = 0; column < relation.fields().size(); column++) {
                cells.add(cell(relation, content, row, column));
            }
            if (view == View.REMEMBERED) {
                cells.add(aged(relation, content, row));
                cells.add(place == null || place[row] == null ? null : String.valueOf(place[row]));
            }
            rows.add(new Row(view == View.OBSERVED ? compared(relation, cells) : cells));
        }
        rows.sort(ORDER);
        return rows;
    }

    /** What of a row is compared, if the test has its own mind about that. */
    private List<@Nullable Object> compared(Relation relation, List<@Nullable Object> cells) {
        UnaryOperator<Map<String, @Nullable Object>> as = declared.comparing.get(Declared.key(relation.shown()));
        if (as == null) {
            return cells;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            row.put(relation.fields().get(column).shown(), cells.get(column));
        }
        Map<String, @Nullable Object> compared = as.apply(new LinkedHashMap<>(row));
        List<@Nullable Object> result = new ArrayList<>();
        row.forEach((column, cell) -> result.add(sameType(relation, column, cell, compared.get(column))));
        return result;
    }

    private static @Nullable Object sameType(
            Relation relation, String column, @Nullable Object was, @Nullable Object is) {
        if (was != null && is != null && was.getClass() != is.getClass()) {
            throw new Misuse("comparing(\"" + relation.shown()
                    + "\", …) needs a value of the same type for each column, but made a "
                    + is.getClass().getSimpleName() + " of the "
                    + was.getClass().getSimpleName() + " in " + column
                    + ". Numbers are texts here");
        }
        return is;
    }

    private @Nullable Object cell(Relation relation, Content content, int row, int column) {
        Field field = relation.fields().get(column);
        @Nullable
        Object raw = view == View.OBSERVED
                ? content.asWritten(row, column)
                : content.rows().get(row)[column];
        Object cell = values.shown(field, raw);
        return cell != null && kind(relation, field) != field.kind() ? cell.toString() : cell;
    }

    private Column.Kind kind(Relation relation, Field field) {
        boolean id = declared.generates(relation.shown(), field.shown()) || learnt.isId(relation, field);
        return isRemark(relation, field) ? Column.Kind.REMARK : id ? Column.Kind.GENERATED : field.kind();
    }

    /** What may vary is not compared; but the next delivery finds it, and may act on it. */
    private boolean isRemark(Relation relation, Field field) {
        return view == View.OBSERVED && declared.varies(relation.shown(), field.shown());
    }

    /** How much older than they were written the cells of a row are; null if none is. */
    private @Nullable String aged(Relation relation, Content content, int row) {
        StringJoiner aged = new StringJoiner(", ");
        for (int column = 0;
                column < relation.fields().size() && !content.written().isEmpty();
                column++) {
            Field field = relation.fields().get(column);
            Object written = content.written().get(new Content.Place(row, column));
            if (written != null) {
                aged.add(field.shown() + " "
                        + age(
                                values.shown(field, written),
                                values.shown(field, content.rows().get(row)[column])));
            }
        }
        return aged.length() == 0 ? null : aged.toString();
    }

    /** What is no point in time was made older by a declared update: what it was says it all. */
    private static String age(@Nullable Object written, @Nullable Object found) {
        if (written instanceof Instant from && found instanceof Instant to) {
            return Duration.between(to, from).toString();
        } else if (written instanceof LocalDate from && found instanceof LocalDate to) {
            return "P" + ChronoUnit.DAYS.between(to, from) + "D";
        }
        return "was " + written;
    }
}
