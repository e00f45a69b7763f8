package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A delivery stands still until its visibility lapses. The message is handed out again, at once or at the end of the
 * bound, and that delivery runs; then the first one thaws, or is killed, or its last request takes effect late.
 * {@link LateThaws} explores later thaws.
 *
 * <p>Where no other worker can notice that it stands still, time passes all the same, and the job may read a clock
 * next: that is explored for a redelivery at the end of the bound.
 */
final class LapsedVisibility implements Agenda {

    private final ExplorationContext context;
    private final Checkpoint from;
    private final Run alone;
    private final KnownFootprints footprints;
    private final PausedDelivery pausedDelivery;

    /**
     * @param from where the frozen delivery begins
     * @param alone the run of that delivery without another worker
     */
    LapsedVisibility(ExplorationContext context, Checkpoint from, Run alone, KnownFootprints footprints) {
        this.context = context;
        this.from = from;
        this.alone = alone;
        this.footprints = footprints;
        this.pausedDelivery = new PausedDelivery(context, from, footprints);
    }

    @Override
    public Family family() {
        return Family.LAPSED;
    }

    /** Where the second one settles the message while the first stands still; known when it has been explored. */
    List<Step.Passed> settledAt() {
        return alone.interactions(from.next()).stream()
                .filter(step -> !pausedDelivery.keptWaiting().contains(step.point()))
                .toList();
    }

    @Override
    public void smallest() {
        List<Step.Passed> left =
                footprints.atEachPoint(alone.interactions(from.next()), step -> Move.of(step, true), this::freeze);
        left.forEach(step -> run(late(), step.point(), false));
        if (!pausedDelivery.isWhole()) {
            context.tally().hardlyBegan(family());
        }
    }

    /** All of it is small. */
    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void next() {
        throw new IllegalStateException("nothing is left");
    }

    @Override
    public int schedules() {
        return pausedDelivery.schedules();
    }

    @Override
    public void finish() {
        context.tally().reached(family(), Extent.of(schedules(), 2, pausedDelivery.isWhole()));
        if (!pausedDelivery.isWhole()) {
            context.leftOut("not every place at which a delivery can be frozen fitted the bound");
        }
    }

    private Duration late() {
        return context.bounds().lateBeside(Duration.ZERO);
    }

    private void freeze(Step.Passed step) {
        Point point = step.point();
        Stream.of(Duration.ZERO, late()).distinct().forEach(later -> {
            run(later, point, false);
            run(later, point, false, new Fault.Crash(false, point));
            if (!step.interaction().reads()) {
                run(later, point, false, new Fault.Crash(true, point));
            }
            if (step.interaction().flies() && later.isZero()) {
                run(later, point, true);
            }
        });
    }

    private void run(Duration later, Point point, boolean inFlight, Fault... then) {
        pausedDelivery.run(new Fault.Pause(inFlight, point), later, Duration.ZERO, List.of(then));
    }
}
