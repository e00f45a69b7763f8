package io.runstwice.incident;

import io.runstwice.incident.Happening.Ends;
import io.runstwice.incident.Happening.Logged;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;

/**
 * The check that a run shows the observations of a report: the interactions in the logs, and the ends of deliveries. A
 * repaired job may well act otherwise, so of a report that says so only the causes count.
 */
final class ObservationCheck {

    private final IncidentReport report;
    private final Misfits misfits;

    ObservationCheck(IncidentReport report, Misfits misfits) {
        this.report = report;
        this.misfits = misfits;
    }

    boolean confirms(Run run) {
        if (!run.unfired().isEmpty()) {
            misfits.add(
                    lastLine(),
                    "\"" + run.unfired().get(0) + "\" never happens then: the job has taken another path before");
            return false;
        }
        return report.fixed() == IncidentReport.Fixed.YES
                || report.log().stream().allMatch(logged -> isLogged(logged, run))
                        && report.endings().stream().allMatch(ends -> hasEnded(ends, run));
    }

    private int lastLine() {
        return report.acts().stream().mapToInt(Happening::line).max().orElse(0);
    }

    private boolean isLogged(Logged logged, Run run) {
        Calls calls = new Calls(logged.who(), run.interactions(logged.who()), misfits);
        return !calls.places(logged.line(), logged.call()).isEmpty();
    }

    private boolean hasEnded(Ends ends, Run run) {
        boolean so = run.steps().stream()
                .filter(step -> step.delivery() == ends.who())
                .filter(Step.Ended.class::isInstance)
                .map(step -> ((Step.Ended) step).ending())
                .anyMatch(ending -> isSo(ending, ends.acknowledged()));
        if (!so) {
            misfits.add(ends.line(), "D" + ends.who() + (ends.acknowledged() ? " does not succeed" : " does not fail"));
        }
        return so;
    }

    private static boolean isSo(Ending ending, boolean acknowledged) {
        boolean well = ending instanceof Ending.Acknowledged || ending instanceof Ending.Unheard;
        return well == acknowledged && !(ending instanceof Ending.Killed);
    }
}
