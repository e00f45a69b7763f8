package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A delivery stands still, its message is handed out again, at once or late, and settled; and time passes before the
 * first one goes on, or before its last request arrives. By then a lease has lapsed, a record was cleaned up, or a
 * gateway has forgotten a key, so the guard that kept the two from both acting is gone.
 *
 * <p>Left out where the second one waits for a lock of the first: then no delivery settles the message meanwhile.
 *
 * <p>Where no other worker can notice that it stands still, only a job that reads a clock next could tell: that is
 * explored for a delivery that was overtaken at once.
 */
final class LateThaws implements Agenda {

    private final ExplorationContext context;
    private final KnownFootprints footprints;
    private final PausedDelivery pausedDelivery;
    private final LapsedVisibility lapsed;
    private List<Thaw> left = List.of();
    private final Set<Point> unnoticed = new HashSet<>();

    /**
     * @param from where the frozen delivery begins
     * @param lapsed has seen where the message is settled while it stands still
     */
    LateThaws(ExplorationContext context, Checkpoint from, LapsedVisibility lapsed, KnownFootprints footprints) {
        this.context = context;
        this.lapsed = lapsed;
        this.footprints = footprints;
        this.pausedDelivery = new PausedDelivery(context, from, footprints);
    }

    @Override
    public void larger() {
        left = thaws(lapsed.settledAt());
    }

    /** A place where a delivery stands still, with the time that it had stood there when it was overtaken. */
    private record Thaw(Step.Passed at, Duration overtaken) {}

    private List<Thaw> thaws(List<Step.Passed> places) {
        List<Thaw> thaws = new ArrayList<>();
        Stream.of(Duration.ZERO, context.bounds().lateBeside(Duration.ZERO))
                .filter(overtaken -> !late(overtaken).isZero())
                .forEach(overtaken -> places.forEach(step -> thaws.add(new Thaw(step, overtaken))));
        return thaws;
    }

    /** How long it stands still after that. */
    private Duration late(Duration overtaken) {
        return context.bounds().lateBeside(overtaken);
    }

    @Override
    public Family family() {
        return Family.LATE_THAWS;
    }

    @Override
    public boolean isEmpty() {
        return upNext().isEmpty();
    }

    @Override
    public int schedules() {
        return pausedDelivery.schedules();
    }

    /** Points first: runs from there may show that other places are points too. */
    private Optional<Thaw> upNext() {
        return left.stream().filter(this::isPoint).findFirst().or(() -> left.stream()
                .filter(thaw -> thaw.overtaken().isZero())
                .filter(thaw -> !unnoticed.contains(thaw.at().point()))
                .findFirst());
    }

    private boolean isPoint(Thaw thaw) {
        return footprints.isPoint(Move.of(thaw.at(), true));
    }

    @Override
    public void next() {
        Thaw next = upNext().orElseThrow();
        Point point = next.at().point();
        if (!isPoint(next)) {
            unnoticed.add(point);
            thaw(next, List.of());
            return;
        }
        left.remove(next);
        thaw(next, List.of());
        if (!next.at().interaction().reads()) {
            thaw(next, List.of(new Fault.Crash(true, point)));
        }
    }

    private void thaw(Thaw thaw, List<Fault> then) {
        Fault.Pause pause = new Fault.Pause(false, thaw.at().point());
        pausedDelivery.run(pause, thaw.overtaken(), late(thaw.overtaken()), then);
    }

    @Override
    public void finish() {
        boolean whole = pausedDelivery.isWhole() && isEmpty();
        context.tally().reached(family(), Extent.of(schedules(), 2, whole));
        if (!whole) {
            context.leftOut("not every late thaw of a frozen delivery fitted the bound");
        }
    }
}
