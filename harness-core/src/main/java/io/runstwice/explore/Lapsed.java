package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Start;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A delivery stands still until its visibility lapses. The message is handed out again, at once or at the end of the bound, and
 * that delivery runs; then the first one thaws, or is killed, or its last request takes effect late. What thaws later than that is for {@link
 * LateThaws}.
 *
 * <p>Where nobody else can notice that it stands still, time passes all the same, and the job may look at a clock next: that is explored for a
 * redelivery at the end of the bound.
 */
final class Lapsed {

    private final Inquiry inquiry;
    private final Start from;
    private final Run alone;
    private final Footprints footprints;
    private final PausedDelivery pausedDelivery;

    /**
     * @param from where the frozen delivery begins
     * @param alone how it goes without anybody beside it
     */
    Lapsed(Inquiry inquiry, Start from, Run alone, Footprints footprints) {
        this.inquiry = inquiry;
        this.from = from;
        this.alone = alone;
        this.footprints = footprints;
        this.pausedDelivery = new PausedDelivery(inquiry, from, footprints);
    }

    /** For when it has been explored: the first one goes on late, too, unless it keeps the second one waiting meanwhile. */
    LateThaws lateThaws() {
        return new LateThaws(inquiry, from, settledAt(), footprints);
    }

    private List<Step.Passed> settledAt() {
        return alone.interactions(from.next()).stream()
                .filter(step -> !pausedDelivery.keptWaiting().contains(step.point()))
                .toList();
    }

    void explore() {
        inquiry.beginsOverlapping("a delivery whose visibility lapses");
        List<Step.Passed> left =
                footprints.atEachPoint(alone.interactions(from.next()), step -> Move.of(step, true), this::freeze);
        left.forEach(step -> run(late(), step.point(), false));
        boolean whole = pausedDelivery.isWhole();
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.LAPSED,
                        new Overlaps.Extent(pausedDelivery.schedules(), 1, 2, whole ? Overlaps.Extent.ANY : 0));
        if (!whole) {
            inquiry.tally().hardlyBegan("a delivery whose visibility lapses");
            inquiry.leftOut("not every place at which a delivery can be frozen fitted the bound");
        }
    }

    private Duration late() {
        return inquiry.limits().lateBeside(Duration.ZERO);
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
