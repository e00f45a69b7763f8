package io.runstwice.judge;

import io.runstwice.world.Contract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares two sides under the contracts of their tables. */
final class Contracts {

    private final Function<Layout, Contract> contracts;

    Contracts(Function<Layout, Contract> contracts) {
        this.contracts = contracts;
    }

    List<Difference> differences(Side expected, Side actual) {
        if (isSame(expected, actual)) {
            return List.of();
        }
        Matching matching = Matching.of(expected.lines(), actual.lines());
        Set<Line> allowed = allowed(expected, matching);
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

    /** Lost rows where loss is allowed, and doubles of what the baseline has where doubles are. Lines are told by identity. */
    private Set<Line> allowed(Side expected, Matching matching) {
        Set<String> shapes = expected.lines().stream().map(Line::shape).collect(Collectors.toSet());
        Set<Line> allowed = new HashSet<>();
        matching.missing().stream()
                .filter(line -> contracts.apply(line.layout()) == Contract.AT_MOST_ONCE)
                .forEach(allowed::add);
        matching.surplus().stream()
                .filter(line -> contracts.apply(line.layout()) == Contract.AT_LEAST_ONCE)
                .filter(line -> !line.isGone() && shapes.contains(line.shape()))
                .forEach(allowed::add);
        return allowed;
    }
}
