package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values that the generators of a run gave, by where they were drawn. Values that were given are none of them. */
final class Drawn {

    /** By what it looks like: the values themselves, by where they were drawn. */
    private final Map<String, Map<String, String>> values = new HashMap<>();

    static Drawn in(List<Change> changes, Schema schema, Known known, TimedKeys timed) {
        Drawn drawn = new Drawn();
        for (Change change : changes) {
            for (Layout.Field field : schema.of(change.table()).fields()) {
                if (field.kind() == Kind.GENERATED) {
                    drawn.add(change, field, known, Stream::of);
                } else if (timed.has(field) && !field.reference()) {
                    drawn.add(change, field, known, TextLearner::timesIn);
                }
            }
        }
        return drawn;
    }

    private void add(Change change, Layout.Field field, Known known, Function<String, Stream<String>> looks) {
        for (Row row : change.fresh()) {
            Object cell = row.cells().get(field.index());
            if (cell != null && !known.has(field.domain(), cell)) {
                String value = cell.toString();
                looks.apply(value).forEach(look -> add(look, field.domain(), value));
            }
        }
    }

    private void add(String look, String domain, String value) {
        Map<String, String> before = values.get(look);
        if (before == null) {
            values.put(look, Map.of(domain, value));
        } else if (!value.equals(before.get(domain))) {
            Map<String, String> more = new HashMap<>(before);
            more.put(domain, more.containsKey(domain) ? look : value);
            values.put(look, more);
        }
    }

    /** Where this value was drawn: more than one place if two generators gave it. */
    Set<String> domainsOf(String value) {
        return values.getOrDefault(value, Map.of()).keySet();
    }

    /** The value of this domain that looks like this. A UUID is the same wherever it stands, in text and in a column of its own type alike. */
    Atom atom(String domain, String look) {
        return Uuids.is(look)
                ? Uuids.atom(look)
                : new Atom(domain, values.getOrDefault(look, Map.of()).getOrDefault(domain, look));
    }
}
