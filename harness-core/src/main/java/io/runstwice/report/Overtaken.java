package io.runstwice.report;

import io.runstwice.judge.Difference;
import io.runstwice.report.Writes.Write;
import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The likely cause in an overlap: a worker read data, and another one changed them before the first acted on them.
 */
final class Overtaken {

    private final List<Step> steps;
    private final List<Write> all;
    private final List<Write> toTheTable;

    Overtaken(Evidence evidence, Difference difference) {
        this.steps = evidence.run().steps();
        this.all = Writes.of(evidence.run());
        this.toTheTable = evidence.writesTo(difference.resource(), difference.table());
    }

    Optional<String> cause() {
        Optional<String> stale = Optional.empty();
        for (int i = 0; i < steps.size() && stale.isEmpty(); i++) {
            if (steps.get(i) instanceof Step.Paused paused && actsAfter(i, paused.worker())) {
                stale = overtaken(i, paused.worker());
            }
        }
        return stale;
    }

    /** A worker that died before it acted has not acted on anything. */
    private boolean actsAfter(int pause, WorkerName worker) {
        return toTheTable.stream().anyMatch(write -> write.isOf(worker) && write.at() > pause);
    }

    /** The last thing that it looked at before it stood still, and that others changed meanwhile. */
    private Optional<String> overtaken(int pause, WorkerName worker) {
        List<Step.Passed> seen = new ArrayList<>(looks(pause, worker));
        Collections.reverse(seen);
        List<Write> meanwhile = meanwhile(pause, worker);
        return seen.stream()
                .flatMap(look -> meanwhile.stream()
                        .filter(change -> change.concerns(look))
                        .limit(1)
                        .map(change -> worker + " acted on what " + look.point().resource() + " "
                                + look.interaction().label() + " had told it, and " + change.worker()
                                + " changed that in between ("
                                + change.label()
                                + "): nothing makes check and act one step (a row lock, a unique key, a version)"))
                .findFirst();
    }

    private List<Step.Passed> looks(int pause, WorkerName worker) {
        return steps.subList(0, pause).stream()
                .filter(step -> step.worker().equals(worker))
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .filter(step -> step.effect() != Effect.DURABLE)
                .toList();
    }

    /** The changes of the others until it went on. */
    private List<Write> meanwhile(int pause, WorkerName worker) {
        int goesOn = pause + 1;
        while (goesOn < steps.size()
                && !(steps.get(goesOn) instanceof Step.Passed
                        && steps.get(goesOn).worker().equals(worker))) {
            goesOn++;
        }
        int end = goesOn;
        return all.stream()
                .filter(write -> !write.isOf(worker) && write.from() > pause && write.from() < end)
                .toList();
    }
}
