package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delivery stands still for so long that an actor takes it for dead: a clean-up that frees rows whose claim is old.
 * Then the delivery goes on, or the message is handed out again before that.
 */
final class LateActors implements Agenda {

    private static final WorkerName JOB = WorkerName.delivery(1);

    private final ExplorationContext context;
    private final Checkpoint from;
    private final List<WorkerName> actors;
    private final KnownFootprints footprints;
    private final StandingPlaces places;
    private final List<Place> left = new ArrayList<>();
    private boolean whole = true;
    private int schedules;

    /** @param from where the first of them begins */
    LateActors(ExplorationContext context, Checkpoint from, Scope scope, KnownFootprints footprints) {
        this.context = context;
        this.from = from;
        this.actors = scope.actors();
        this.footprints = footprints;
        this.places = new StandingPlaces(context, from, actors);
    }

    @Override
    public void larger() {
        for (WorkerName actor : actors) {
            places.ofTheDeliveryBefore(actor).forEach(at -> left.add(new Place(at, actor)));
        }
    }

    /** The place where the delivery stands still, and the actor that acts meanwhile. */
    private record Place(Step.Passed at, WorkerName actor) {}

    @Override
    public Family family() {
        return Family.LATE_ACTORS;
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
        Turn pause = Turn.of(JOB, new Fault.Pause(false, place.at().point()));
        Turn acts = new Turn(place.actor(), Source.MESSAGE, late(), List.of());
        run(place.actor(), List.of(pause, acts, Turn.of(JOB)));
        run(place.actor(), List.of(pause, acts, Turn.of(2), Turn.of(JOB)));
    }

    private Duration late() {
        return context.bounds().lateBeside(Duration.ZERO);
    }

    private void run(WorkerName actor, List<Turn> turns) {
        if (!context.goesOn()) {
            whole = false;
            return;
        }
        schedules++;
        Run run = context.overlap(from, places.afterTheOthers(turns, actor), List.of());
        context.mustHaveFired(run);
        new Path(from, run).places().forEach(place -> footprints.add(place.move()));
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
            context.leftOut("not every actor beside a delivery that stood still fitted the bound");
        }
    }
}
