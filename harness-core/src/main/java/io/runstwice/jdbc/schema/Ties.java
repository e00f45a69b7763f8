package io.runstwice.jdbc.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ties between tables beside foreign keys, by which a statement about one reads, or changes, another.
 *
 * @param views {@code schema.view} with the query that it stands for
 * @param heirs a table with those that inherit from it directly, whose rows are rows of it too
 * @param open tables whose writing runs functions of the user, or reaches tables that are not watched
 * @param draws a table with the sequences that its defaults draw from
 */
public record Ties(
        Map<String, String> views,
        Map<Relation, Set<Relation>> heirs,
        Set<Relation> open,
        Map<Relation, Set<String>> draws) {

    static final Ties NONE = new Ties(Map.of(), Map.of(), Set.of(), Map.of());

    public Ties {
        views = Map.copyOf(views);
        heirs = Map.copyOf(heirs);
        open = Set.copyOf(open);
        draws = Map.copyOf(draws);
    }

    /** A table and all that inherit from it. */
    Set<Relation> family(Relation first) {
        Set<Relation> family = new HashSet<>();
        Deque<Relation> open = new ArrayDeque<>(Set.of(first));
        while (!open.isEmpty()) {
            Relation next = open.pop();
            if (family.add(next)) {
                open.addAll(heirs.getOrDefault(next, Set.of()));
            }
        }
        return family;
    }
}
