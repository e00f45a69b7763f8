package io.runstwice.judge;

import io.runstwice.world.Contract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares two sides under the contracts of their tables. */
final class Contracts {

    private final Function<Layout, Contract> contracts;
    private final Doubles doubles;
    private final Trace run;

    Contracts(Function<Layout, Contract> contracts, Doubles doubles, Trace run) {
        this.contracts = contracts;
        this.doubles = doubles;
        this.run = run;
    }

    List<Difference> differences(Side expected, Side actual) {
        if (isSame(expected, actual)) {
            return List.of();
        }
        Matching matching = Matching.of(expected.lines(), actual.lines());
        Set<ComparedLine> allowed = allowed(expected, actual, matching);
        if (allowed.isEmpty()) {
            return Differences.between(expected, actual);
        }
        Side lessExpected = expected.only(line -> !allowed.contains(line));
        Side lessActual = actual.only(line -> !allowed.contains(line));
        return isSame(lessExpected, lessActual) ? List.of() : Differences.between(lessExpected, lessActual);
    }

    private static boolean isSame(Side expected, Side actual) {
        return expected.text().equals(actual.text());
    }

    /**
     * Lost rows where loss is allowed, and doubles of what the baseline has where doubles are. Lines are told by
     * identity.
     */
    private Set<ComparedLine> allowed(Side expected, Side actual, Matching matching) {
        Set<ComparedLine> allowed = new HashSet<>();
        matching.missing().stream()
                .filter(line -> contracts.apply(line.layout()).allowsLoss())
                .forEach(allowed::add);
        Map<String, Integer> once = new HashMap<>();
        expected.lines().forEach(line -> once.merge(line.shape(), 1, Integer::sum));
        Map<String, Integer> left = new HashMap<>();
        for (ComparedLine line : matching.surplus()) {
            if (!line.isGone() && once.containsKey(line.shape())) {
                String budget = budget(line, once.get(line.shape()), expected, actual, left);
                if (left.get(budget) > 0) {
                    left.merge(budget, -1, Integer::sum);
                    allowed.add(line);
                }
            }
        }
        return allowed;
    }

    /** The name of what a surplus line is taken from, which is filled when it is first asked for. */
    private String budget(ComparedLine line, int once, Side expected, Side actual, Map<String, Integer> left) {
        Contract contract = contracts.apply(line.layout());
        if (!contract.isDoubledOnlyByFaults()) {
            left.putIfAbsent(line.shape(), (int) Math.min(Integer.MAX_VALUE, (contract.most() - 1L) * once));
            return line.shape();
        }
        String table = "table " + line.layout().id();
        if (!left.containsKey(table)) {
            left.put(table, 0);
            doubles.excused(line.layout(), run, fresh(expected, line), fresh(actual, line))
                    .forEach((shape, rows) -> left.put(shape.isEmpty() ? table : shape, rows));
        }
        return left.containsKey(line.shape()) ? line.shape() : table;
    }

    private static List<ComparedLine> fresh(Side side, ComparedLine of) {
        return side.lines().stream()
                .filter(line ->
                        !line.isGone() && line.layout().id().equals(of.layout().id()))
                .collect(Collectors.toList());
    }
}
