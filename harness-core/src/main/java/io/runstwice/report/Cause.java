package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Step;
import java.util.List;
import java.util.Optional;

/** The likely cause of a violation: a guess from what the run shows, said as one sentence. */
final class Cause {

    private Cause() {}

    static String of(Findings findings, Finding finding) {
        if (finding.violation().kind() == Violation.Kind.BROKEN_INVARIANT) {
            return broken(finding);
        }
        return finding.violation().kind() == Violation.Kind.STUCK
                ? stuck(finding)
                : finding.violation().differences().stream()
                        .filter(difference ->
                                difference.kind() == finding.violation().kind())
                        .findFirst()
                        .map(difference -> difference(findings, finding, difference))
                        .orElse("none known");
    }

    private static String stuck(Finding finding) {
        int last = finding.run().schedule().deliveries();
        return finding.run().ending(last) instanceof Ending.Threw threw
                ? "what an earlier delivery left behind makes every later one refuse: "
                        + Wording.shortened(String.valueOf(threw.failure().getMessage()), 80)
                : "no delivery was acknowledged in the end";
    }

    /** What was done right before. */
    private static String broken(Finding finding) {
        List<Step> steps = finding.run().steps();
        Step.Broke broke = finding.run().broken().get(0);
        return steps.subList(0, steps.indexOf(broke)).stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .reduce((first, second) -> second)
                .map(last -> "it broke with " + last.point() + " of " + last.worker())
                .orElse("it broke before anything was done");
    }

    private static String difference(Findings findings, Finding finding, Difference difference) {
        return unawaited(finding)
                .or(() -> new Recognition(finding, difference).forgotten())
                .or(() -> Overtaken.cause(finding))
                .orElseGet(() -> alone(findings, finding, difference));
    }

    /** A fault hit what a delivery still did when nobody waited for it any more. */
    private static Optional<String> unawaited(Finding finding) {
        return finding.run().steps().stream()
                .filter(step -> step instanceof Step.Passed passed && passed.acknowledged() && passed.fault() != null)
                .map(Step.Passed.class::cast)
                .findFirst()
                .map(
                        passed -> passed.worker() + " was acknowledged before another thread of it had come to "
                                + passed.point()
                                + ": nobody brings the message again for what is lost there. Wait for the thread before the job returns");
    }

    private static String alone(Findings findings, Finding finding, Difference difference) {
        return switch (difference.kind()) {
            case DOUBLE_EFFECT ->
                difference.surplus().isEmpty()
                        ? "a value of " + where(difference)
                                + " was changed once by each delivery: the update builds on what it"
                                + " finds, and nothing records that it was done"
                        : doubled(findings, finding, difference);
            case LOST_EFFECT ->
                "a later delivery was acknowledged without doing it: what an earlier one left behind made it"
                        + " take the work for done";
            case STALE_STATE -> "a later delivery wrote other values than a single one would have";
            case STUCK, BROKEN_INVARIANT -> "no delivery was acknowledged in the end";
        };
    }

    private static String doubled(Findings findings, Finding finding, Difference difference) {
        return new Recognition(finding, difference)
                .cause(findings.keyless().contains(difference.resource()))
                .orElseGet(() -> "each delivery added to " + where(difference)
                        + ", and nothing in it (a unique key, a check in the same transaction) tells the second one"
                        + " that it was done");
    }

    private static String where(Difference difference) {
        return difference.resource() + " " + difference.table();
    }
}
