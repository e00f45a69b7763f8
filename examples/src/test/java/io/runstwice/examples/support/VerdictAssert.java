package io.runstwice.examples.support;

import io.runstwice.Counterexample;
import io.runstwice.Verdict;
import io.runstwice.judge.Violation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What an example's test pins: which violations appear, no more and no fewer, and which schedule shows them first. */
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {

    private VerdictAssert(Verdict verdict) {
        super(verdict, VerdictAssert.class);
    }

    public static VerdictAssert assertThat(Verdict verdict) {
        return new VerdictAssert(verdict);
    }

    /** Safe, and everything within the bound was run. */
    public VerdictAssert isSafeAndComplete() {
        Assertions.assertThat(actual.isSafe()).as(actual.toString()).isTrue();
        Assertions.assertThat(actual.coverage().isComplete())
                .as(actual.toString())
                .isTrue();
        return this;
    }

    /** Exactly these violations, each as {@code double effect: gateway /v1/charges}, over all counterexamples. */
    public VerdictAssert isUnsafeWith(String... violations) {
        Assertions.assertThat(actual.isUnsafe()).as(actual.toString()).isTrue();
        Set<String> found = new TreeSet<>();
        actual.counterexamples()
                .forEach(example -> violationsOf(example.violation()).forEach(found::add));
        Assertions.assertThat(found).as(actual.toString()).containsExactlyInAnyOrder(violations);
        return this;
    }

    /**
     * The smallest counterexample has this schedule: at most one delivery that was made to stand still, and at most one
     * fault.
     */
    public VerdictAssert firstShownBy(String schedule) {
        Counterexample smallest = actual.counterexamples().get(0);
        Assertions.assertThat(smallest.schedule()).as(actual.toString()).hasToString(schedule);
        Assertions.assertThat(smallest.schedule().faults())
                .as(actual.toString())
                .isLessThanOrEqualTo(1);
        Assertions.assertThat(smallest.schedule().preemptions())
                .as(actual.toString())
                .isLessThanOrEqualTo(1);
        return this;
    }

    /** The smallest counterexample's story says this. */
    public VerdictAssert saying(String... words) {
        Assertions.assertThat(actual.counterexamples().get(0).story()).contains(words);
        return this;
    }

    /** What differs, and that the message is stuck if it is. */
    private static Stream<String> violationsOf(Violation violation) {
        Stream<String> stuck = violation.kind() == Violation.Kind.STUCK
                ? Stream.of(violation.kind().toString())
                : Stream.empty();
        return Stream.concat(
                stuck,
                violation.differences().stream()
                        .map(difference ->
                                difference.kind() + ": " + difference.resource() + " " + difference.table()));
    }
}
