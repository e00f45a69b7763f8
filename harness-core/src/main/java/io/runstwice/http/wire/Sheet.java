package io.runstwice.http.wire;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table out of JSON objects: a column for every name, of the kind that all its values allow. Secrets stay: two
 * that differ are two rows.
 */
public final class Sheet {

    private final String resource;
    private final String name;
    private final boolean ledger;
    private final UnaryOperator<@Nullable String> references;
    private final List<Column> first = new ArrayList<>();
    private final List<Column> last = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    /**
     * A sheet without rows.
     *
     * @param references gives the {@code table.column} in which a text is a generated id, or null if it is none
     */
    public Sheet(String resource, String name, boolean ledger, UnaryOperator<@Nullable String> references) {
        this.resource = resource;
        this.name = name;
        this.ledger = ledger;
        this.references = references;
    }

    public Sheet first(Column column) {
        first.add(column);
        return this;
    }

    public Sheet last(Column column) {
        last.add(column);
        return this;
    }

    public void row(Map<String, @Nullable Object> row) {
        rows.add(row);
    }

    public Table table() {
        Set<String> known = new LinkedHashSet<>();
        Stream.concat(first.stream(), last.stream()).forEach(column -> known.add(column.name()));
        Set<String> derived = new LinkedHashSet<>();
        rows.forEach(row -> derived.addAll(row.keySet()));
        derived.removeAll(known);
        List<Column> columns = new ArrayList<>(first);
        derived.forEach(column -> columns.add(column(column)));
        columns.addAll(last);
        return new Table(
                resource,
                name,
                columns,
                rows.stream().map(row -> row(columns, row)).toList(),
                ledger);
    }

    private Column column(String column) {
        List<Object> values = rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
        if (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance)) {
            return Column.of(column, Kind.NUMBER);
        }
        Set<@Nullable String> targets = new LinkedHashSet<>();
        values.forEach(value -> targets.add(value instanceof String text ? references.apply(text) : null));
        if (values.isEmpty() || targets.contains(null)) {
            return Column.of(column, Kind.VALUE);
        }
        return new Column(
                column,
                Kind.GENERATED,
                false,
                targets.size() == 1 ? targets.iterator().next() : null);
    }

    private static Row row(List<Column> columns, Map<String, @Nullable Object> row) {
        List<@Nullable Object> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(cell(column, row.get(column.name()))));
        return new Row(cells);
    }

    private static @Nullable Object cell(Column column, @Nullable Object value) {
        return switch (column.kind()) {
            case TIME, DATE -> value;
            case NUMBER -> value == null ? null : new BigDecimal(value.toString()).toPlainString();
            default -> text(value);
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        return value instanceof Map || value instanceof List ? PlainJson.write(value) : value.toString();
    }
}
