package io.runstwice;

import io.runstwice.explore.Trials;
import io.runstwice.incident.IncidentReport;
import io.runstwice.incident.Reenactment;
import io.runstwice.incident.Retelling;
import io.runstwice.judge.Violation;
import io.runstwice.report.Incident;
import io.runstwice.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * What came of an incident report: the schedules that fit it, and what each leads to. An immutable value; only
 * {@link #orThrow()} throws.
 *
 * <p>What it asserts is said by the report's header: nothing yet, which is always red and shows whether the incident is
 * reproduced; {@code fixed: no}, that the reported state comes about; {@code fixed: yes}, that the job is safe under
 * every schedule that fits. If no schedule fits, that is always red.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Reproduction {

    private final Retelling retelling;
    private final List<Fitting> schedules;

    /**
     * One schedule that fits the report.
     *
     * @param schedule replays it
     * @param violation how it ends otherwise than one delivery without faults; empty if it does not
     * @param asReported whether that is the wrong state that was reported
     */
    public record Fitting(Schedule schedule, Optional<Violation> violation, boolean asReported) {}

    /** For the engine. */
    @API(status = API.Status.INTERNAL, since = "0.2")
    @SuppressWarnings("exports")
    public Reproduction(IncidentReport report, Reenactment reenactment, Trials trials) {
        this.retelling = Retelling.of(report, reenactment, trials);
        this.schedules = retelling.trials().stream()
                .map(trial -> new Fitting(
                        trial.run().schedule(),
                        trial.violation(),
                        retelling.shown().contains(trial)))
                .toList();
    }

    /** The report. */
    public IncidentReport report() {
        return retelling.report();
    }

    /** Every schedule that fits the report, the smallest first. */
    public List<Fitting> schedules() {
        return schedules;
    }

    /** Whether a schedule that fits leads to the wrong state that was reported. */
    public boolean isReproduced() {
        return !retelling.shown().isEmpty();
    }

    /** Whether what the report's header asserts holds; never for one that says nothing of a repair. */
    public boolean holds() {
        return retelling.holds();
    }

    /**
     * Does nothing if what the report asserts holds.
     *
     * @throws AssertionFailedError with the schedules that fit, and with the story of the incident or of what appears
     *     instead
     */
    public void orThrow() {
        if (!holds()) {
            throw new AssertionFailedError(
                    toString(), retelling.findings().failure().orElse(null));
        }
    }

    /** The full text: what was made of the report, the schedules that fit, and the story if there is one. */
    @Override
    public String toString() {
        return Incident.of(retelling);
    }
}
