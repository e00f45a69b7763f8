package io.runstwice.report;

import io.runstwice.explore.Trial;
import io.runstwice.incident.IncidentReport.Fixed;
import io.runstwice.incident.Retelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of a reenacted incident: a few facts, the schedules that fit, and the story. */
public final class Incident {

    private static final int MOST_REASONS = 8;

    private Incident() {}

    /** The whole text. */
    public static String of(Retelling retelling) {
        Facts facts = new Facts().headline(headline(retelling)).gap();
        facts.fact(
                "report",
                retelling.report()
                        + of(retelling.report().job())
                        + said(retelling.report().fixed()));
        facts.fact("reported", String.join("; ", retelling.report().seen()));
        reasons(retelling).forEach(reason -> facts.fact("reason", reason));
        if (!retelling.trials().isEmpty()) {
            facts.fact("fitting", fitting(retelling));
            list(facts, retelling);
        }
        facts.fact("next", next(retelling));
        Optional<String> story = retelling
                .finding()
                .filter(any -> !retelling.holds())
                .map(finding -> Story.of(retelling.findings(), finding));
        return Prose.stable(facts + story.map(text -> "\n\n" + text).orElse(""));
    }

    private static String headline(Retelling retelling) {
        String name = retelling.report().name();
        return switch (retelling.outcome()) {
            case STILL_THERE -> name + " still comes about, as it says: " + kind(retelling);
            case REPAIRED -> name + " does not come about any more, as it says";
            case REPRODUCED ->
                name
                        + (retelling.report().fixed() == Fixed.YES ? " is not fixed: " : " is reproduced: ")
                        + kind(retelling);
            case OTHERWISE ->
                name
                        + (retelling.report().fixed() == Fixed.YES ? " is not fixed: " : " is not reproduced: ")
                        + "another wrong state appears instead: " + kind(retelling);
            case NOT_REPRODUCED ->
                name + " is not reproduced by any of "
                        + Prose.counted(retelling.trials().size(), "fitting schedule");
            case NOTHING_FITS -> name + " fits no schedule of this job";
            case UNCLEAR -> name + " may mean more than one thing, or nothing that is there";
            case INCONCLUSIVE -> name + " could not be judged: inconclusive";
        };
    }

    private static String kind(Retelling retelling) {
        return retelling
                .finding()
                .map(finding -> finding.violation().kind().toString())
                .orElse("");
    }

    private static String of(String job) {
        return job.isEmpty() ? "" : ", of job " + job;
    }

    private static String said(Fixed fixed) {
        return switch (fixed) {
            case NOT_SAID -> ", not said whether fixed";
            case NO -> ", fixed: no";
            case YES -> ", fixed: yes";
        };
    }

    private static List<String> reasons(Retelling retelling) {
        List<String> reasons =
                switch (retelling.outcome()) {
                    case UNCLEAR -> retelling.unclear();
                    case NOTHING_FITS -> retelling.misfits();
                    case INCONCLUSIVE ->
                        retelling.findings().inconclusive().map(List::of).orElseGet(() -> retelling
                                .findings()
                                .tally()
                                .missing());
                    default -> List.of();
                };
        if (reasons.size() <= MOST_REASONS) {
            return reasons;
        }
        List<String> first = new ArrayList<>(reasons.subList(0, MOST_REASONS));
        first.add("and " + (reasons.size() - MOST_REASONS) + " more of the kind");
        return first;
    }

    private static String fitting(Retelling retelling) {
        return Prose.counted(retelling.trials().size(), "schedule") + ", of which "
                + retelling.shown().size() + (retelling.shown().size() == 1 ? " shows" : " show")
                + " what was reported";
    }

    private static void list(Facts facts, Retelling retelling) {
        for (Trial trial : retelling.trials()) {
            boolean asReported = retelling.shown().contains(trial);
            String what = trial.violation()
                    .map(violation -> violation.kind() + (asReported ? ", as reported" : ", but not as reported"))
                    .orElse("as one delivery");
            facts.redacted(
                    "", "@Replay(\"" + Story.quoted(trial.run().schedule().toString()) + "\")   " + what);
        }
    }

    private static String next(Retelling retelling) {
        return switch (retelling.outcome()) {
            case STILL_THERE -> "repair the job, and then write \"fixed: yes\"";
            case REPAIRED -> "keep it: it is the test of the repair";
            case REPRODUCED ->
                retelling.report().fixed() == Fixed.YES
                        ? "repair the job, or write \"fixed: no\" until then"
                        : "repair the job and write \"fixed: yes\"; until then \"fixed: no\" makes this green";
            case OTHERWISE -> "see whether what the customer saw is written as it was; if this is worse, report it too";
            case NOT_REPRODUCED ->
                retelling.report().fixed() == Fixed.NO
                        ? "write \"fixed: yes\" if it is repaired; else say less exactly what happened"
                        : "say less exactly what happened, or more of what the test watches";
            case NOTHING_FITS, UNCLEAR -> "name calls and tables as the story of this job does";
            case INCONCLUSIVE -> "see the reason";
        };
    }
}
