package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that the generators of a run gave, by where they were drawn. Values that were given are none of them. */
final class Drawn {

    private final Map<String, Set<String>> domains = new HashMap<>();

    static Drawn in(List<Change> changes, Schema schema, Known known) {
        Drawn drawn = new Drawn();
        for (Change change : changes) {
            for (Layout.Field field : schema.of(change.table()).fields()) {
                if (field.kind() == Kind.GENERATED) {
                    change.fresh().forEach(row -> drawn.add(field, row, known));
                }
            }
        }
        return drawn;
    }

    private void add(Layout.Field field, Row row, Known known) {
        Object cell = row.cells().get(field.index());
        if (cell == null || known.has(field.domain(), cell)) {
            return;
        }
        Set<String> domain = domains.get(cell.toString());
        if (domain == null) {
            domains.put(cell.toString(), Set.of(field.domain()));
        } else if (!domain.contains(field.domain())) {
            Set<String> more = new HashSet<>(domain);
            more.add(field.domain());
            domains.put(cell.toString(), more);
        }
    }

    /** Where this value was drawn: more than one place if two generators gave it. */
    Set<String> domainsOf(String value) {
        return domains.getOrDefault(value, Set.of());
    }
}
