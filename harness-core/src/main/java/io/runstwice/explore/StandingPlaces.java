package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places where a worker can stand still while an actor and a delivery overlap: those on the path that it takes if
 * it is the first of the two, after the other actors. The baseline shows only what a delivery does after every actor,
 * and by then there may be nothing left to do, or more than before.
 */
final class StandingPlaces {

    private static final WorkerName JOB = WorkerName.delivery(1);

    private final ExplorationContext context;
    private final Checkpoint from;
    private final List<WorkerName> actors;
    private final Map<List<Turn>, List<Step.Passed>> known = new HashMap<>();

    /** @param from where the first of them begins */
    StandingPlaces(ExplorationContext context, Checkpoint from, List<WorkerName> actors) {
        this.context = context;
        this.from = from;
        this.actors = actors;
    }

    /** Of the delivery, if it begins before this actor. */
    List<Step.Passed> ofTheDeliveryBefore(WorkerName actor) {
        return first(Turn.of(JOB), Turn.of(actor), actor);
    }

    /** Of the actor, if it begins before the delivery. */
    List<Step.Passed> of(WorkerName actor) {
        return first(Turn.of(actor), Turn.of(JOB), actor);
    }

    private List<Step.Passed> first(Turn one, Turn other, WorkerName actor) {
        List<Turn> turns = afterTheOthers(List.of(one, other), actor);
        return known.computeIfAbsent(turns, order -> passed(context.complete(from, order), one.worker()));
    }

    /** These turns, and before them those of the actors that are neither of the two. */
    List<Turn> afterTheOthers(List<Turn> turns, WorkerName actor) {
        List<Turn> all = new ArrayList<>();
        actors.stream().filter(other -> !other.equals(actor)).map(Turn::of).forEach(all::add);
        all.addAll(turns);
        return all;
    }

    /** The interactions of one worker in a run. */
    static List<Step.Passed> passed(Run run, WorkerName worker) {
        return run.steps().stream()
                .filter(step -> step.worker().equals(worker))
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .toList();
    }
}
