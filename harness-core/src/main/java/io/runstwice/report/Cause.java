package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.run.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The likely cause of a violation: what the trace gives as evidence, said as one sentence, or nothing where it gives
 * none.
 */
final class Cause {

    private final Findings findings;
    private final Finding finding;
    private final Evidence evidence;

    private Cause(Findings findings, Finding finding) {
        this.findings = findings;
        this.finding = finding;
        this.evidence = new Evidence(finding.run());
    }

    static Optional<String> of(Findings findings, Finding finding) {
        Cause cause = new Cause(findings, finding);
        return switch (finding.violation().kind()) {
            case BROKEN_INVARIANT -> Optional.of(cause.broken());
            case STUCK -> new Refused(finding.run()).cause();
            case DOUBLE_EFFECT -> cause.unawaited().or(cause::doubled);
            case LOST_EFFECT -> cause.unawaited().or(cause::lost);
            case STALE_STATE -> cause.unawaited().or(cause::stale);
        };
    }

    /** What was done right before. */
    private String broken() {
        List<Step> steps = finding.run().steps();
        Step.Broke broke = finding.run().broken().get(0);
        return steps.subList(0, steps.indexOf(broke)).stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .reduce((first, second) -> second)
                .map(last -> "it broke with " + last.point() + " of " + last.worker())
                .orElse("it broke before anything was done");
    }

    /** A fault hit what a delivery still did after it had been acknowledged. */
    private Optional<String> unawaited() {
        return finding.run().steps().stream()
                .filter(step -> step instanceof Step.Passed passed && passed.acknowledged() && passed.fault() != null)
                .map(Step.Passed.class::cast)
                .findFirst()
                .map(
                        passed -> passed.worker() + " was acknowledged before another thread of it had come to "
                                + passed.point()
                                + ": the message is not delivered again for what is lost there. Wait for the thread before the job returns");
    }

    /** The first such difference of this kind, or else the first one. */
    private Optional<Difference> first(Violation.Kind kind, Predicate<Difference> such) {
        List<Difference> all = all(kind);
        return all.stream().filter(such).findFirst().or(() -> all.stream().findFirst());
    }

    private List<Difference> all(Violation.Kind kind) {
        return finding.violation().differences().stream()
                .filter(difference -> difference.kind() == kind)
                .toList();
    }

    /** Claims that are left over, or used up by those who died, are less than work that is lost beside them. */
    private Optional<String> doubled() {
        List<Difference> seen = all(Violation.Kind.DOUBLE_EFFECT).stream()
                .filter(difference -> repeated(difference).isSeen())
                .toList();
        boolean isLost = !all(Violation.Kind.LOST_EFFECT).isEmpty();
        return seen.stream()
                .filter(difference -> !isLost || repeated(difference).isEndedByOneThatReturned())
                .findFirst()
                .flatMap(this::twice)
                .or(this::lost)
                .or(() -> seen.stream().findFirst().flatMap(this::twice))
                .or(this::leftOver);
    }

    private Optional<String> twice(Difference difference) {
        return recognition(difference)
                .forgotten()
                .or(() -> overtaken(difference))
                .or(() -> recognised(difference))
                .or(() -> repeated(difference).cause());
    }

    private Optional<String> recognised(Difference difference) {
        return difference.surplus().isEmpty()
                ? Optional.empty()
                : recognition(difference).cause(findings.keyless().contains(difference.resource()));
    }

    private Recognition recognition(Difference difference) {
        return new Recognition(finding, difference, repeated(difference).once());
    }

    private Optional<String> leftOver() {
        return all(Violation.Kind.DOUBLE_EFFECT).stream()
                .flatMap(difference -> repeated(difference).leftOver().stream())
                .findFirst();
    }

    /** What no worker has touched was lost, rather than the state of a claim. */
    private Optional<String> lost() {
        return first(Violation.Kind.LOST_EFFECT, difference -> !isTouched(difference))
                .flatMap(difference -> overtaken(difference)
                        .or(() -> new LostWork(evidence, difference, findings.baseline()).cause()));
    }

    /** What a worker has touched has other values for that. */
    private Optional<String> stale() {
        return first(Violation.Kind.STALE_STATE, this::isTouched).flatMap(difference -> overtaken(difference)
                .or(() -> new OtherValues(evidence, difference, findings.baseline()).cause()));
    }

    private boolean isTouched(Difference difference) {
        return !evidence.writesTo(difference.resource(), difference.table()).isEmpty();
    }

    private Optional<String> overtaken(Difference difference) {
        return new Overtaken(evidence, difference).cause();
    }

    private Repeated repeated(Difference difference) {
        return new Repeated(evidence, difference, findings.baseline());
    }
}
