package io.runstwice.assertj;

import io.runstwice.Counterexample;
import io.runstwice.Verdict;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.world.Contract;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * The assertions about a verdict. Each failure shows the expected value, the value that was found, and the verdict's
 * whole text.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {

    VerdictAssert(Verdict verdict) {
        super(verdict, VerdictAssert.class);
    }

    /** Everything that was explored ended like the baseline. An inconclusive verdict is not safe. */
    public VerdictAssert isSafe() {
        return must(verdict().isSafe(), "a safe job", found());
    }

    /** At least one run did not end like the baseline. */
    public VerdictAssert isUnsafe() {
        return must(verdict().isUnsafe(), "an unsafe job", found());
    }

    /** Nothing was proved, and the reason says this. */
    public VerdictAssert isInconclusiveBecause(String words) {
        return must(
                verdict().reason().filter(reason -> reason.contains(words)).isPresent(),
                "an inconclusive verdict because of \"" + words + "\"",
                found());
    }

    /** Everything within the bound was run. */
    public VerdictAssert exploredCompletely() {
        return must(
                verdict().coverage().isComplete(),
                "everything within the bound to be explored",
                verdict().coverage().toString());
    }

    /**
     * Something was done more than once.
     *
     * @param where a resource, or one table or endpoint of it: {@code gateway}, {@code gateway /v1/charges}
     */
    public VerdictAssert withDoubleEffectOn(String where) {
        return with(Violation.Kind.DOUBLE_EFFECT, where);
    }

    /**
     * Something was never done, and yet the message was settled.
     *
     * @param where a resource, or one table or endpoint of it
     */
    public VerdictAssert withLostEffectOn(String where) {
        return with(Violation.Kind.LOST_EFFECT, where);
    }

    /**
     * Something holds other values than a single delivery would have left.
     *
     * @param where a resource, or one table or endpoint of it
     */
    public VerdictAssert withStaleStateOn(String where) {
        return with(Violation.Kind.STALE_STATE, where);
    }

    /** A message was never settled. */
    public VerdictAssert withAStuckMessage() {
        return must(
                kinds().anyMatch(Violation.Kind.STUCK::equals),
                "a message that is stuck",
                violations().toString());
    }

    /**
     * What was compared was so under this contract, with a record if there is one; said of a safe verdict.
     *
     * @param where one table, endpoint or label of a resource: {@code mailer mail}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public VerdictAssert under(Contract contract, String where) {
        isSafe();
        String[] parts = where.split(" ", 2);
        String certificate = verdict().certificate();
        return must(
                certificate.lines().anyMatch(line -> isCompared(line, parts, contract)),
                where + " to be compared as " + contract,
                "other contracts");
    }

    private static boolean isCompared(String line, String[] where, Contract contract) {
        int named = line.indexOf(where[0] + ": ");
        int said = line.lastIndexOf(" (" + contract);
        return named >= 0
                && said > named
                && (where.length == 1
                        || Arrays.asList(line.substring(named + where[0].length() + 2, said)
                                        .split(", "))
                                .contains(where[1]));
    }

    /** The smallest counterexample has this schedule. */
    public VerdictAssert firstShownBy(String schedule) {
        isUnsafe();
        String first = verdict().counterexamples().get(0).schedule().toString();
        return must(
                first.equals(schedule), "the smallest counterexample to be \"" + schedule + "\"", "\"" + first + "\"");
    }

    private VerdictAssert with(Violation.Kind kind, String where) {
        return must(
                differences().anyMatch(difference -> difference.kind() == kind && isOf(difference, where)),
                "a " + kind + " on " + where,
                violations().isEmpty() ? found() : violations().toString());
    }

    private static boolean isOf(Difference difference, String where) {
        return where.equals(difference.resource()) || where.equals(difference.resource() + " " + difference.table());
    }

    private Set<String> violations() {
        Set<String> violations = new TreeSet<>();
        kinds().filter(Violation.Kind.STUCK::equals).forEach(stuck -> violations.add(stuck.toString()));
        differences()
                .forEach(difference ->
                        violations.add(difference.kind() + " on " + difference.resource() + " " + difference.table()));
        return violations;
    }

    private Stream<Violation.Kind> kinds() {
        return verdict().counterexamples().stream()
                .map(Counterexample::violation)
                .map(Violation::kind);
    }

    private Stream<Difference> differences() {
        return verdict().counterexamples().stream().flatMap(example -> example.violation().differences().stream());
    }

    private String found() {
        if (verdict().isSafe()) {
            return "a safe one";
        }
        return verdict().isUnsafe() ? "an unsafe one" : "an inconclusive verdict";
    }

    private Verdict verdict() {
        isNotNull();
        return actual;
    }

    private VerdictAssert must(boolean holds, String expected, String found) {
        if (!holds) {
            failWithMessage("%nexpected   %s%nbut was    %s%n%n%s", expected, found, actual);
        }
        return this;
    }
}
