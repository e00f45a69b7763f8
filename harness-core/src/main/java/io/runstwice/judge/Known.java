package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/** The values that were there before the job ran: they are compared as they are, for no run drew them. */
final class Known {

    private final Map<String, Set<Object>> values = new HashMap<>();

    static Known in(State given, Schema schema) {
        Known known = new Known();
        for (Table table : given.tables()) {
            Layout layout = schema.of(table);
            layout.fields().stream()
                    .filter(field -> field.kind() != Kind.NUMBER)
                    .forEach(field -> table.rows().forEach(row -> known.add(field, row)));
        }
        return known;
    }

    private void add(Layout.Field field, Row row) {
        Object cell = row.cells().get(field.index());
        if (cell == null) {
            return;
        }
        if (field.kind() != Kind.VALUE) {
            add(field.domain(), cell);
        }
        if (cell instanceof String text) {
            for (MatchResult uuid : Uuids.in(text)) {
                addUuid(uuid.group());
            }
        }
    }

    private void add(String domain, Object value) {
        values.computeIfAbsent(domain, any -> new HashSet<>()).add(value);
    }

    void addUuid(String uuid) {
        add(Uuids.DOMAIN, uuid.toLowerCase(Locale.ROOT));
    }

    boolean has(String domain, Object value) {
        return values.getOrDefault(domain, Set.of()).contains(value);
    }

    boolean hasUuid(String uuid) {
        return has(Uuids.DOMAIN, uuid.toLowerCase(Locale.ROOT));
    }
}
