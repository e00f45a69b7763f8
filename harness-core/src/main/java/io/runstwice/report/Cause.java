package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Step;
import io.runstwice.world.Column;
import io.runstwice.world.Interaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The likely cause of a violation: a guess from what the run shows, said as one sentence. */
final class Cause {

    private Cause() {}

    static String of(Finding finding) {
        return finding.violation().kind() == Violation.Kind.STUCK
                ? stuck(finding)
                : finding.violation().differences().stream()
                        .filter(difference ->
                                difference.kind() == finding.violation().kind())
                        .findFirst()
                        .map(difference -> difference(finding, difference))
                        .orElse("none known");
    }

    private static String stuck(Finding finding) {
        int last = finding.run().schedule().turns().size();
        return finding.run().ending(last) instanceof Ending.Threw threw
                ? "what an earlier delivery left behind makes every later one refuse: "
                        + Wording.shortened(String.valueOf(threw.failure().getMessage()), 80)
                : "no delivery was acknowledged in the end";
    }

    private static String difference(Finding finding, Difference difference) {
        return switch (difference.kind()) {
            case DOUBLE_EFFECT ->
                difference.surplus().isEmpty()
                        ? "a value of " + where(difference)
                                + " was changed once by each delivery: the update builds on what it"
                                + " finds, and nothing records that it was done"
                        : doubled(finding, difference);
            case LOST_EFFECT ->
                "a later delivery was acknowledged without doing it: what an earlier one left behind made it"
                        + " take the work for done";
            case STALE_STATE -> "a later delivery wrote other values than a single one would have";
            case STUCK -> "no delivery was acknowledged in the end";
        };
    }

    private static String doubled(Finding finding, Difference difference) {
        Optional<Integer> key = keyColumn(difference);
        if (key.isEmpty()) {
            return "each delivery added to " + where(difference)
                    + ", and nothing in it (a unique key, a check in the same transaction) tells the second one that it was done";
        }
        Object sent = difference.surplus().get(0).cells().get(key.get());
        String request = request(finding, difference).map(Interaction::label).orElse("request");
        if (sent == null) {
            return "the second " + request + " carried no Idempotency-Key, so " + difference.resource()
                    + " could not recognise it";
        }
        return waited(finding).isZero()
                ? "the second " + request + " carried an Idempotency-Key of its own (" + sent + "), so "
                        + difference.resource() + " took it for a new one"
                : "after " + Wording.duration(waited(finding)) + " " + difference.resource()
                        + " had forgotten the Idempotency-Key " + sent + ", so it took the second " + request
                        + " for a new one";
    }

    private static Optional<Integer> keyColumn(Difference difference) {
        List<Column> columns = difference.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == Column.Kind.REMARK
                    && columns.get(i).name().toLowerCase(java.util.Locale.ROOT).contains("key")) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Optional<Interaction> request(Finding finding, Difference difference) {
        return finding.run().steps().stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .filter(step -> step.point().resource().equals(difference.resource()))
                .map(Step.Passed::interaction)
                .filter(interaction -> !interaction.reads())
                .filter(interaction -> interaction.label().endsWith(difference.table()))
                .reduce((first, second) -> second);
    }

    private static Duration waited(Finding finding) {
        return finding.run().times().passed();
    }

    private static String where(Difference difference) {
        return difference.resource() + " " + difference.table();
    }
}
