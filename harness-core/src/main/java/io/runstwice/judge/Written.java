package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one baseline wrote, column by column. */
final class Written {

    private final Map<String, Layout.Field> fields = new TreeMap<>();
    private final Map<String, List<Object>> cells = new HashMap<>();
    private final Map<String, Set<String>> drawn = new HashMap<>();

    static Written in(List<Change> changes, Schema schema, Known known) {
        Written written = new Written();
        for (Change change : changes) {
            Layout layout = schema.of(change.table());
            change.fresh().forEach(row -> layout.fields().forEach(field -> written.add(field, row, known)));
        }
        return written;
    }

    private void add(Layout.Field field, Row row, Known known) {
        Object cell = row.cells().get(field.index());
        if (cell == null || known.has(field.domain(), cell)) {
            return;
        }
        fields.put(field.id(), field);
        cells.computeIfAbsent(field.id(), any -> new ArrayList<>()).add(cell);
        if (field.kind() == Kind.GENERATED) {
            drawn.computeIfAbsent(field.domain(), any -> new HashSet<>()).add(cell.toString());
        }
    }

    /** The columns of this kind that it wrote to, in the order of their names. */
    List<Layout.Field> fields(Kind kind) {
        return fields.values().stream().filter(field -> field.kind() == kind).toList();
    }

    /** The values that it wrote into a column, without those that were given there. */
    List<Object> cells(Layout.Field field) {
        return cells.getOrDefault(field.id(), List.of());
    }

    /** The domains that this value was drawn from, in the order of their names. */
    List<String> domainsOf(String value) {
        return drawn.entrySet().stream()
                .filter(domain -> domain.getValue().contains(value))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
