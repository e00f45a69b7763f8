package io.runstwice.junit;

import io.runstwice.Counterexample;
import io.runstwice.Verdict;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** The violations that a test of this method has told already: each is told in full once. */
final class ToldViolations {

    private final Map<Object, String> nodes = new HashMap<>();

    /**
     * Throws unless the job is safe.
     *
     * @param node the name of the test
     */
    void orThrow(String node, Verdict verdict) {
        if (!verdict.isUnsafe()) {
            verdict.orThrow();
            return;
        }
        List<Counterexample> found = verdict.counterexamples();
        String before = nodes.get(shape(found.get(0)));
        String stories = found.stream()
                .filter(each -> nodes.putIfAbsent(shape(each), node) == null)
                .map(Counterexample::story)
                .collect(Collectors.joining("\n\n"));
        throw new AssertionFailedError(
                stories.isEmpty() && before != null
                        ? Messages.sameViolation(before, found.get(0).schedule().toString())
                        : stories);
    }

    /**
     * What is wrong where, without counts and values: two crashes double more than one, and ids are others in every
     * run.
     */
    private static Object shape(Counterexample found) {
        Violation violation = found.violation();
        return List.of(
                violation.kind(),
                violation.differences().stream().map(ToldViolations::shape).toList());
    }

    private static Object shape(Difference difference) {
        return List.of(
                difference.resource(),
                difference.table(),
                difference.kind(),
                difference.changed().stream()
                        .map(Difference.Change::columns)
                        .distinct()
                        .toList());
    }
}
