package io.runstwice.explore;

import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The events that can strike a worker in its turn, the smallest first: in the order in which an exploration would come
 * to them.
 */
final class Events {

    private final Run run;
    private final WorkerName worker;
    private final List<Step.Passed> trace;
    private final boolean resumes;

    /**
     * @param run the run in which nothing happens to the worker
     * @param trace its interactions from this turn on
     * @param resumes whether it had stood still before
     */
    Events(Run run, WorkerName worker, List<Step.Passed> trace, boolean resumes) {
        this.run = run;
        this.worker = worker;
        this.trace = trace;
        this.resumes = resumes;
    }

    /**
     * The faults that can strike. A silent reply costs the client's whole time-out, and comes to a delivery alone
     * only.
     */
    List<Fault> faults(Set<String> linked, boolean alone) {
        List<Fault> faults = new ArrayList<>();
        if (isAcknowledged()) {
            faults.add(new Fault.AcknowledgementLost());
        }
        faults.addAll(CrashPoints.of(trace));
        LostMessages.of(trace).stream()
                .filter(lost -> alone || lost.loss() != Loss.REPLY_IN_SILENCE)
                .forEach(faults::add);
        faults.addAll(PartitionPoints.of(trace, linked));
        faults.addAll(timeOuts());
        return faults;
    }

    /** Where it can stand still; not again where it did. */
    List<Fault> pauses() {
        List<Fault> pauses = new ArrayList<>();
        IntStream.range(resumes ? 1 : 0, trace.size())
                .forEach(i -> pauses.add(new Fault.Pause(false, trace.get(i).point())));
        trace.stream()
                .filter(step -> step.interaction().flies())
                .filter(step -> !resumes || step != trace.get(0))
                .forEach(step -> pauses.add(new Fault.Pause(true, step.point())));
        return pauses;
    }

    private boolean isAcknowledged() {
        return run.steps().stream()
                .anyMatch(step -> step instanceof Step.Ended ended
                        && ended.worker().equals(worker)
                        && ended.ending() instanceof Ending.Acknowledged);
    }

    private List<Fault> timeOuts() {
        List<Fault> timeOuts = new ArrayList<>();
        for (Step step : run.steps()) {
            if (step instanceof Step.Waits wait
                    && wait.worker().equals(worker)
                    && wait.on().expires()) {
                wait.point()
                        .filter(point ->
                                trace.stream().anyMatch(passed -> passed.point().equals(point)))
                        .ifPresent(point -> timeOuts.add(new Fault.Expired(point)));
            }
        }
        return timeOuts;
    }
}
