package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every row has a partner that looks the same, but the two refer to different rows: a foreign key leads elsewhere.
 */
final class References {

    private final Map<Atom, Atom> there = new HashMap<>();
    private final Map<Atom, Atom> back = new HashMap<>();

    static List<Difference> between(Side expected, Side actual, List<Matching.Pair> pairs) {
        References references = new References();
        pairs.forEach(pair -> references.columns(pair, false));
        Map<String, List<Matching.Pair>> wrong = new TreeMap<>();
        for (Matching.Pair pair : pairs) {
            if (!references.columns(pair, true).isEmpty()) {
                wrong.computeIfAbsent(pair.actual().layout().id(), any -> new ArrayList<>())
                        .add(pair);
            }
        }
        return wrong.values().stream()
                .map(some -> references.difference(expected, actual, some))
                .toList();
    }

    private Difference difference(Side expected, Side actual, List<Matching.Pair> pairs) {
        Layout layout = pairs.get(0).actual().layout();
        List<Column> columns = layout.columns();
        List<Difference.Change> changes = pairs.stream()
                .map(pair -> new Difference.Change(
                        Rows.as(columns, pair.expected()), Rows.as(columns, pair.actual()), columns(pair, true)))
                .toList();
        return new Difference(
                layout.resource(),
                layout.table(),
                Kind.STALE_STATE,
                columns,
                expected.size(layout),
                actual.size(layout),
                List.of(),
                List.of(),
                changes);
    }

    /** The columns of a pair whose values are not those that stand for each other: first where they were drawn. */
    private List<String> columns(Matching.Pair pair, boolean references) {
        List<String> wrong = new ArrayList<>();
        for (Layout.Field field : pair.actual().layout().fields()) {
            Term one = pair.expected().terms().get(field.name());
            Term other = pair.actual().terms().get(field.name());
            boolean drawn = field.kind() == Column.Kind.GENERATED && !field.reference();
            if (one != null && other != null && (references || drawn) && !standFor(one.atoms(), other.atoms())) {
                wrong.add(field.name());
            }
        }
        return wrong;
    }

    private boolean standFor(List<Atom> ones, List<Atom> others) {
        boolean all = true;
        for (int i = 0; i < ones.size(); i++) {
            Atom one = ones.get(i);
            Atom other = others.get(i);
            there.putIfAbsent(one, other);
            back.putIfAbsent(other, one);
            all &= other.equals(there.get(one)) && one.equals(back.get(other));
        }
        return all;
    }
}
