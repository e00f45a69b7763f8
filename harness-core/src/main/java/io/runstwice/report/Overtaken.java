package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.run.Ending;
import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker had looked at, and another one changed before the first acted on it: the likely cause in an overlap. */
final class Overtaken {

    private final List<Step> steps;

    private Overtaken(List<Step> steps) {
        this.steps = steps;
    }

    static Optional<String> cause(Finding finding) {
        List<Step> steps = finding.run().steps();
        return Columns.areNeeded(steps) ? new Overtaken(steps).cause() : Optional.empty();
    }

    private Optional<String> cause() {
        Optional<String> stale = Optional.empty();
        for (int i = 0; i < steps.size() && stale.isEmpty(); i++) {
            if (steps.get(i) instanceof Step.Paused paused) {
                stale = overtaken(i, paused.worker());
            }
        }
        return stale.or(this::acknowledgedBeside);
    }

    /** The last thing that it looked at before it stood still, and that others changed meanwhile. */
    private Optional<String> overtaken(int pause, WorkerName worker) {
        List<Step.Passed> seen = new ArrayList<>(passed(steps.subList(0, pause)));
        seen.removeIf(step -> !step.worker().equals(worker) || step.effect() == Effect.DURABLE);
        java.util.Collections.reverse(seen);
        List<Step.Passed> meanwhile = meanwhile(pause, worker);
        return seen.stream()
                .flatMap(look -> meanwhile.stream()
                        .filter(change -> change.effect().changesSomething() && overlaps(look, change))
                        .limit(1)
                        .map(change -> worker + " acted on what " + look.point().resource() + " "
                                + look.interaction().label() + " had told it, and " + change.worker()
                                + " changed that in between ("
                                + change.interaction().label()
                                + "): nothing makes check and act one step (a row lock, a unique key, a version)"))
                .findFirst();
    }

    /** What the others did until it went on. */
    private List<Step.Passed> meanwhile(int pause, WorkerName worker) {
        List<Step.Passed> meanwhile = new ArrayList<>();
        for (Step step : steps.subList(pause + 1, steps.size())) {
            if (step instanceof Step.Passed passed) {
                if (passed.worker().equals(worker)) {
                    return meanwhile;
                }
                meanwhile.add(passed);
            }
        }
        return meanwhile;
    }

    private static boolean overlaps(Step.Passed look, Step.Passed change) {
        return look.point().resource().equals(change.point().resource())
                && look.interaction()
                        .footprint()
                        .conflictsWith(change.interaction().footprint());
    }

    private static List<Step.Passed> passed(List<Step> steps) {
        return steps.stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .toList();
    }

    /** Somebody acknowledged while another one, who still had the work in hand, died later. */
    private Optional<String> acknowledgedBeside() {
        return steps.stream()
                .filter(step -> step instanceof Step.Ended ended && ended.ending() instanceof Ending.Killed)
                .filter(killed -> acknowledgedBefore(killed))
                .findFirst()
                .map(killed -> "another delivery was acknowledged while " + killed.worker()
                        + " still had the work in hand, and then " + killed.worker()
                        + " died: what is merely held by somebody is not done");
    }

    private boolean acknowledgedBefore(Step killed) {
        return steps.subList(0, steps.indexOf(killed)).stream()
                .anyMatch(step -> step instanceof Step.Ended ended && ended.ending() instanceof Ending.Acknowledged);
    }
}
