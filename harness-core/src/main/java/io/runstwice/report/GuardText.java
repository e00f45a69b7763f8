package io.runstwice.report;

import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts about a job without one of its guards.
 *
 * @param job the name of the job in reports
 * @param guard the name of the guard there
 * @param kind the violation that was declared to appear without it
 */
public record GuardText(String job, String guard, String kind) {

    /** A violation of the declared kind appears. */
    public String needed(String story) {
        return text(new Facts()
                        .headline(job + " needs its guard \"" + guard + "\": without it there is a " + kind)
                        .gap()
                        .fact("note", "the replay line shows this only while the guard is away"))
                + "\n\n" + story;
    }

    /** Nothing appears. */
    public String decorative(String coverage, String remark) {
        Facts facts = new Facts()
                .headline("the guard \"" + guard + "\" of " + job
                        + " is decorative: without it the job is as safe as with it")
                .gap()
                .fact("explored", coverage.replaceFirst("^explored ", ""))
                .fact("so", "either it is not needed or the test does not test it")
                .fact("way out", "explore more (later redeliveries, more copies), or do without the guard");
        return text(remark.isEmpty() ? facts : facts.fact("note", remark));
    }

    /**
     * The job does not work without it.
     *
     * @param reason the end of one plain delivery
     * @param failure the exception that was thrown, if any
     */
    public String cannot(String reason, Optional<? extends Throwable> failure) {
        return text(new Facts()
                .headline("the guard \"" + guard + "\" of " + job + " cannot be removed this way")
                .gap()
                .fact("reason", reason + failure.map(GuardText::state).orElse(""))
                .fact("so", "whether the job is safe without it cannot be told")
                .fact("way out", "declare another guard that does the same work, or none"));
    }

    /** Which error a database refused with. */
    private static String state(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .filter(SQLException.class::isInstance)
                .map(refusal -> " (SQLState " + ((SQLException) refusal).getSQLState() + ")")
                .findFirst()
                .orElse("");
    }

    /** Other violations appear. */
    public String another(String found, String story) {
        return text(new Facts()
                        .headline("without its guard \"" + guard + "\" " + job + " is not safe, but not as declared")
                        .gap()
                        .fact("expected", kind)
                        .fact("but was", found)
                        .fact("way out", "declare what the guard is against, if that is it: against(…)"))
                + "\n\n" + story;
    }

    /** There was nothing to remove. */
    public String neverMet(String unmet) {
        return text(new Facts()
                .headline("the guard \"" + guard + "\" of " + job + " was never met, so nothing was removed")
                .gap()
                .fact("reason", unmet)
                .fact("so", "the job does not have this guard, or the test does not lead to it"));
    }

    /** The guard does not keep it off. */
    public String unsafeAnyway(String story) {
        return text(new Facts()
                        .headline(job + " is not safe with its guard \"" + guard + "\" either, under the same schedule")
                        .gap()
                        .fact("way out", "make the job safe first: what the guard is good for cannot be told before"))
                + "\n\n" + story;
    }

    /** Nothing was proved. */
    public String inconclusive(String reason) {
        return text(new Facts()
                .headline("whether " + job + " needs its guard \"" + guard + "\" could not be told: inconclusive")
                .gap()
                .fact("reason", reason));
    }

    /** How the end of one plain delivery differs, on one line. */
    public String differences(Violation violation) {
        String tables =
                violation.differences().stream().map(GuardText::difference).collect(Collectors.joining("; "));
        return "without it one plain delivery leaves something else" + (tables.isEmpty() ? "" : ": " + tables);
    }

    private static String difference(Difference difference) {
        String where = difference.resource() + " " + difference.table() + " ";
        return difference.expected() == difference.actual()
                ? where + "with other values"
                : where + Prose.rows(difference.actual()) + " instead of " + difference.expected();
    }

    private static String text(Facts facts) {
        return Prose.stable(facts.toString());
    }
}
