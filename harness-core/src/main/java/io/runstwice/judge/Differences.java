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
        return differences.isEmpty() ? References.between(expected, actual, matching.pairs()) : differences;
    }

    private static List<Line> of(Layout layout, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.layout().id().equals(layout.id()))
                .toList();
    }
}
