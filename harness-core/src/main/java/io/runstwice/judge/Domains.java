package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The domains from which generated values are drawn: a column that points at another one holds values of that one's
 * domain.
 */
final class Domains {

    private final Map<String, String> pointsAt = new HashMap<>();
    private final Set<String> generated = new HashSet<>();

    Domains(List<State> states) {
        states.forEach(state -> state.tables().forEach(this::point));
        states.forEach(state -> state.tables().forEach(this::generate));
    }

    static String id(Table table, Column column) {
        return table.resource() + " " + table.name() + "." + column.name();
    }

    private void point(Table table) {
        for (Column column : table.columns()) {
            if (column.references() != null) {
                pointsAt.put(id(table, column), table.resource() + " " + column.references());
            }
        }
    }

    private void generate(Table table) {
        for (Column column : table.columns()) {
            if (column.kind() == Column.Kind.GENERATED) {
                generated.add(of(id(table, column)));
            }
        }
    }

    /** The domain of a column: the end of the chain of references; of a circle its first by name. */
    String of(String column) {
        Set<String> seen = new TreeSet<>();
        String end = column;
        while (pointsAt.containsKey(end) && seen.add(end)) {
            end = pointsAt.get(end);
        }
        return pointsAt.containsKey(end) ? circle(end) : end;
    }

    private String circle(String member) {
        TreeSet<String> members = new TreeSet<>();
        for (String next = member; members.add(next); next = pointsAt.get(next)) {
            // until it closes
        }
        return members.first();
    }

    boolean isGenerated(String domain) {
        return generated.contains(domain);
    }
}
