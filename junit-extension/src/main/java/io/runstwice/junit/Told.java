package io.runstwice.junit;

import io.runstwice.Counterexample;
import io.runstwice.Verdict;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/** The violations that a test of this method has told already: each is told in full once. */
final class Told {

    private final Map<Object, String> nodes = new HashMap<>();

    /**
     * Throws unless the job is safe.
     *
     * @param node the name of the test
     */
    void orThrow(String node, Verdict verdict) {
        List<Counterexample> found = verdict.isUnsafe() ? verdict.counterexamples() : List.of();
        boolean nothingNew = !found.isEmpty() && found.stream().allMatch(this::isTold);
        if (nothingNew) {
            Counterexample smallest = found.get(0);
            String before = nodes.get(shape(smallest.violation()));
            throw new AssertionFailedError(
                    Messages.sameViolation(before, smallest.schedule().toString()));
        }
        found.forEach(each -> nodes.putIfAbsent(shape(each.violation()), node));
        verdict.orThrow();
    }

    private boolean isTold(Counterexample found) {
        return nodes.containsKey(shape(found.violation()));
    }

    /** All of a violation but the values: times and generated ids are others in every run. */
    private static Object shape(Violation violation) {
        return List.of(
                violation.kind(),
                violation.differences().stream().map(Told::shape).toList());
    }

    private static Object shape(Difference difference) {
        return List.of(
                difference.resource(),
                difference.table(),
                difference.kind(),
                difference.expected(),
                difference.actual(),
                difference.surplus().size(),
                difference.missing().size(),
                difference.changed().stream().map(Difference.Change::columns).toList());
    }
}
