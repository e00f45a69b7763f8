package io.runstwice.incident;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.explore.Trial;
import io.runstwice.explore.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The result of a report, from which every text about it follows.
 *
 * @param report the report
 * @param findings the findings, as of any exploration
 * @param trials what each fitting schedule leads to, the smallest first
 * @param shown those of them that end as was reported
 * @param unclear what in the report may mean more than one thing, or nothing that is there; each with its line
 * @param misfits why no schedule fits, each with its line
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // for the front door and the rooms beside this one
public record Retelling(
        IncidentReport report,
        Findings findings,
        List<Trial> trials,
        List<Trial> shown,
        List<String> unclear,
        List<String> misfits) {

    /** The outcome; all but the first two are red. */
    public enum Outcome {
        /** The reported state comes about, as the report says it still does. */
        STILL_THERE,
        /** No schedule that fits does any harm, as the report says. */
        REPAIRED,
        /** The reported state comes about, and the report does not say that it does. */
        REPRODUCED,
        /** Another wrong state comes about. */
        OTHERWISE,
        /** Every schedule that fits ends well, and the report does not say so. */
        NOT_REPRODUCED,
        /** No schedule fits. */
        NOTHING_FITS,
        /** The report may mean more than one thing. */
        UNCLEAR,
        /** Nothing was proved. */
        INCONCLUSIVE
    }

    /** Compares the runs with the report. */
    public static Retelling of(IncidentReport report, Reenactment reenactment, Trials trials) {
        List<String> unclear = new ArrayList<>(reenactment.unclear());
        List<Trial> shown = List.of();
        if (trials.findings().baseline().isPresent()) {
            Reported reported =
                    new Reported(report, trials.findings().baseline().get(), trials.trials());
            List<String> nowhere = reported.unclear();
            if (nowhere.isEmpty()) {
                shown = trials.trials().stream().filter(reported::isShownBy).toList();
            } else if (report.fixed() != IncidentReport.Fixed.YES) {
                unclear.addAll(nowhere);
            }
        }
        return new Retelling(report, trials.findings(), trials.trials(), shown, unclear, reenactment.misfits());
    }

    /** What came of it. */
    public Outcome outcome() {
        boolean isWrong = trials.stream().anyMatch(trial -> trial.violation().isPresent());
        if (!unclear.isEmpty()) {
            return Outcome.UNCLEAR;
        } else if (!shown.isEmpty()) {
            return report.fixed() == IncidentReport.Fixed.NO ? Outcome.STILL_THERE : Outcome.REPRODUCED;
        } else if (isWrong) {
            return Outcome.OTHERWISE;
        } else if (findings.inconclusive().isPresent()) {
            return Outcome.INCONCLUSIVE;
        } else if (trials.isEmpty()) {
            return Outcome.NOTHING_FITS;
        } else if (!findings.tally().missing().isEmpty()) {
            return Outcome.INCONCLUSIVE;
        }
        return report.fixed() == IncidentReport.Fixed.YES ? Outcome.REPAIRED : Outcome.NOT_REPRODUCED;
    }

    /** Whether what the report asserts holds. */
    public boolean holds() {
        return outcome() == Outcome.STILL_THERE || outcome() == Outcome.REPAIRED;
    }

    /**
     * The run that a reader has to see: the smallest that ends as was reported, or else the smallest that ends wrong.
     */
    public Optional<Finding> finding() {
        return (shown.isEmpty() ? trials : shown)
                .stream()
                        .filter(trial -> trial.violation().isPresent())
                        .findFirst()
                        .map(this::finding);
    }

    private Finding finding(Trial trial) {
        return new Finding(trial.run(), trial.violation().orElseThrow());
    }
}
