package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Start;
import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;

/**
 * The families of schedules in which several workers overlap. The smallest schedules of each come first, then all share what is left of the bound: none
 * uses up what another one needs, and a family that was hardly begun with proves nothing.
 */
final class OverlapFamilies {

    private final Inquiry inquiry;
    private final Runner runner;
    private final Run once;
    private final Limits limits;
    private final Footprints footprints = new Footprints();
    private final List<Agenda> rest = new ArrayList<>();

    /** @param once the baseline */
    OverlapFamilies(Inquiry inquiry, Runner runner, Run once) {
        this.inquiry = inquiry;
        this.runner = runner;
        this.once = once;
        this.limits = inquiry.limits();
        for (Step.Passed step : once.interactions(1)) {
            footprints.add(Move.of(step, true));
        }
    }

    /**
     * Every family.
     *
     * @param states where copies may begin
     */
    void explore(List<Start> states) {
        actors();
        copies(states);
        lapsed();
        faults();
        finish();
    }

    /** Actors, alone and beside the job. */
    private void actors() {
        List<WorkerName> actors = runner.actors();
        if (actors.isEmpty()) {
            return;
        }
        boolean enqueued = Determinism.isEnqueued(runner.root().steps());
        new ActorsBetween(inquiry, actors, enqueued).explore(runner.beginning());
        if (limits.preemptions() > 0 && inquiry.findings().isEmpty()) {
            rest.add(Beside.search(inquiry, runner, enqueued, footprints).begin());
            new FaultsBesideActors(inquiry, runner.beginning(), actors, enqueued, footprints).explore(once);
            if (!enqueued) {
                rest.add(new LateActors(inquiry, runner.beginning(), actors, once, footprints));
            }
        }
    }

    /** Several copies at once. */
    OverlapFamilies copies(List<Start> states) {
        if (limits.copies() > 1) {
            rest.add(Copies.search(inquiry, states, footprints).begin());
        }
        return this;
    }

    /** A delivery whose visibility lapses. */
    OverlapFamilies lapsed() {
        if (limits.preemptions() > 0) {
            Lapsed lapsed = new Lapsed(inquiry, inquiry.root(), once, footprints);
            lapsed.explore();
            rest.add(lapsed.lateThaws());
        }
        return this;
    }

    /** One fault while two deliveries overlap. */
    OverlapFamilies faults() {
        if (limits.preemptions() > 0 && (limits.copies() > 1 || limits.lapses())) {
            rest.add(new FaultsInOverlaps(inquiry, inquiry.root(), once, footprints));
        }
        return this;
    }

    /** Runs what is left of those that were begun with. */
    void finish() {
        Agenda.share(inquiry, rest);
        List<String> hardly = inquiry.tally().hardlyBegun();
        if (inquiry.findings().isEmpty() && !hardly.isEmpty()) {
            throw new Inconclusive("the bound of " + limits.schedules()
                    + " schedules ended before the smallest ones had been run of: " + String.join(", ", hardly)
                    + ". Raise Bounds.schedules(…), or leave out what your queue never does: copies(1), oneAtATime()");
        }
    }
}
