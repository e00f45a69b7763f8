package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells table by table how a run that is not the baseline differs from it. */
final class Differences {

    private Differences() {}

    static List<Difference> between(Side expected, Side actual) {
        Matching matching = Matching.of(expected.lines(), actual.lines());
        Map<String, Layout> layouts = new TreeMap<>();
        matching.missing().forEach(line -> layouts.put(line.layout().id(), line.layout()));
        matching.surplus().forEach(line -> layouts.put(line.layout().id(), line.layout()));
        List<Difference> differences = new ArrayList<>();
        layouts.values()
                .forEach(layout -> differences.add(new TableDiff(
                                layout,
                                expected,
                                actual,
                                of(layout, matching.missing()),
                                of(layout, matching.surplus()))
                        .difference()));
        if (differences.isEmpty()) {
            differences.addAll(References.between(expected, actual, matching.pairs()));
        }
        return differences.isEmpty() ? lists(expected, actual, matching.pairs()) : differences;
    }

    /** Only lists are left whose order means nothing: generated values in them stand for something else. */
    private static List<Difference> lists(Side expected, Side actual, List<Matching.Pair> pairs) {
        Map<String, List<Matching.Pair>> byTable = new TreeMap<>();
        pairs.stream().filter(pair -> !pair.actual().elements().isEmpty()).forEach(pair -> byTable.computeIfAbsent(
                        pair.actual().layout().id(), any -> new ArrayList<>())
                .add(pair));
        return byTable.values().stream()
                .map(some -> lists(some.get(0).actual().layout(), expected, actual, some))
                .toList();
    }

    private static Difference lists(Layout layout, Side expected, Side actual, List<Matching.Pair> pairs) {
        List<Difference.Change> changes = pairs.stream()
                .map(pair -> new Difference.Change(
                        Rows.as(layout.columns(), pair.expected()),
                        Rows.as(layout.columns(), pair.actual()),
                        pair.actual().columnsOfElements()))
                .toList();
        return new Difference(
                layout.resource(),
                layout.table(),
                Violation.Kind.STALE_STATE,
                layout.columns(),
                expected.size(layout),
                actual.size(layout),
                List.of(),
                List.of(),
                changes);
    }

    private static List<ComparedLine> of(Layout layout, List<ComparedLine> lines) {
        return lines.stream()
                .filter(line -> line.layout().id().equals(layout.id()))
                .toList();
    }
}
