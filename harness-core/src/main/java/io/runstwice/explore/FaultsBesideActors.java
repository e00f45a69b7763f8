package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fault while the job and an actor overlap: one of the two stands still, and the delivery dies or loses a message,
 * or the actor dies and is begun again.
 */
final class FaultsBesideActors implements Agenda {

    private static final WorkerName JOB = WorkerName.delivery(1);

    private final ExplorationContext context;
    private final Checkpoint from;
    private final List<WorkerName> actors;
    private final boolean enqueued;
    private final KnownFootprints footprints;
    private final StandingPlaces places;
    private final List<Place> left = new ArrayList<>();
    private boolean whole = true;
    private int schedules;

    /** @param from where the first of them begins */
    FaultsBesideActors(ExplorationContext context, Checkpoint from, Scope scope, KnownFootprints footprints) {
        this.context = context;
        this.from = from;
        this.actors = scope.actors();
        this.enqueued = scope.isEnqueuedByAnActor();
        this.footprints = footprints;
        this.places = new StandingPlaces(context, from, actors);
    }

    @Override
    public void larger() {
        for (WorkerName actor : actors) {
            afterEnqueueing(places.of(actor)).forEach(step -> left.add(new Place(actor, actor, step)));
            if (!enqueued) {
                places.ofTheDeliveryBefore(actor).forEach(step -> left.add(new Place(actor, JOB, step)));
            }
        }
    }

    /** A place where one of the two stands still. */
    private record Place(WorkerName actor, WorkerName still, Step.Passed at) {}

    @Override
    public Family family() {
        return Family.FAULTS_BESIDE_ACTORS;
    }

    @Override
    public boolean isEmpty() {
        return upNext().isEmpty();
    }

    private Optional<Place> upNext() {
        return left.stream()
                .filter(place -> footprints.isPoint(Move.of(place.at(), true)))
                .findFirst();
    }

    @Override
    public void next() {
        Place place = upNext().orElseThrow();
        left.remove(place);
        if (place.still().equals(JOB)) {
            dies(place.actor(), place.at());
            actorDies(place.actor(), places.of(place.actor()), place.at());
        } else {
            midTurn(place.actor(), place.at());
        }
    }

    @Override
    public int schedules() {
        return schedules;
    }

    @Override
    public void finish() {
        whole &= isEmpty();
        context.tally().reached(family(), Extent.of(schedules, actors.size(), whole));
        if (!whole) {
            context.leftOut("not every fault beside an actor fitted the bound");
        }
    }

    private List<Step.Passed> afterEnqueueing(List<Step.Passed> acts) {
        return enqueued
                ? acts.stream()
                        .dropWhile(step -> !step.point().resource().equals(Checkpoint.QUEUE))
                        .skip(1)
                        .toList()
                : acts;
    }

    /** The delivery fails while the actor is in mid-turn; the actor goes on before the redelivery or after it. */
    private void midTurn(WorkerName actor, Step.Passed at) {
        Turn pause = Turn.of(actor, new Fault.Pause(false, at.point()));
        Run plain = run(List.of(pause, Turn.of(1), Turn.of(actor)), actor);
        if (plain != null) {
            for (Fault fault : faults(StandingPlaces.passed(plain, JOB))) {
                run(List.of(pause, Turn.of(1, fault), Turn.of(actor)), actor);
                run(List.of(pause, Turn.of(1, fault), Turn.of(2), Turn.of(actor)), actor);
            }
        }
    }

    /** The delivery stands still while the actor acts, and fails later on. */
    private void dies(WorkerName actor, Step.Passed at) {
        Turn pause = Turn.of(1, new Fault.Pause(false, at.point()));
        Run plain = run(List.of(pause, Turn.of(actor), Turn.of(1)), actor);
        if (plain != null) {
            List<Step.Passed> rest = StandingPlaces.passed(plain, JOB).stream()
                    .dropWhile(step -> !step.point().equals(at.point()))
                    .toList();
            faults(rest).forEach(fault -> run(List.of(pause, Turn.of(actor), Turn.of(1, fault)), actor));
        }
    }

    /** The actor dies while the delivery stands still, and is begun again before it goes on or after it. */
    private void actorDies(WorkerName actor, List<Step.Passed> acts, Step.Passed at) {
        Turn pause = Turn.of(1, new Fault.Pause(false, at.point()));
        for (Fault crash : deaths(actor, acts)) {
            run(List.of(pause, Turn.of(actor, crash), Turn.of(actor), Turn.of(1)), actor);
            run(List.of(pause, Turn.of(actor, crash), Turn.of(1), Turn.of(actor)), actor);
        }
    }

    /**
     * An actor that leaves a state of its own when it dies alone would be blamed on the job: that is reported, and not
     * explored.
     */
    private List<Fault> deaths(WorkerName actor, List<Step.Passed> acts) {
        List<Fault> deaths = new ArrayList<>();
        for (Fault crash : CrashPoints.of(acts)) {
            Run alone = context.goesOn()
                    ? context.complete(
                            from,
                            places.afterTheOthers(List.of(Turn.of(actor, crash), Turn.of(actor), Turn.of(1)), actor))
                    : null;
            if (alone != null && context.violationOf(alone).isEmpty()) {
                deaths.add(crash);
            } else if (alone != null) {
                context.note("the actor " + actor + " does not bear a " + crash
                        + " even alone, so its death there was not explored beside the job");
            }
        }
        return deaths;
    }

    private static List<Fault> faults(List<Step.Passed> trace) {
        List<Fault> faults = new ArrayList<>(CrashPoints.of(trace));
        LostMessages.of(trace).stream()
                .filter(lost -> !lost.loss().isWaitedFor())
                .forEach(faults::add);
        return faults;
    }

    private @Nullable Run run(List<Turn> turns, WorkerName actor) {
        if (!context.goesOn()) {
            whole = false;
            return null;
        }
        schedules++;
        Run run = context.overlap(from, places.afterTheOthers(turns, actor), List.of());
        new Path(from, run).places().forEach(place -> footprints.add(place.move()));
        return run;
    }
}
