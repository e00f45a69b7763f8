package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Start;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery stands still until its visibility lapses. The message is handed out again, at once or at the end of the bound, and
 * that delivery runs; then the first one thaws, or is killed, or its last request takes effect late. A wait of the second one for the first
 * one's lock ends with that, or before it, by a time-out that the job has set.
 *
 * <p>Where nobody else can notice that it stands still, time passes all the same, and the job may look at a clock next: that is explored for a
 * redelivery at the end of the bound.
 */
final class Lapsed {

    private final Inquiry inquiry;
    private final Start from;
    private final Run alone;
    private final Footprints footprints;
    private boolean whole = true;

    /**
     * @param from where the frozen delivery begins
     * @param alone how it goes without anybody beside it
     */
    Lapsed(Inquiry inquiry, Start from, Run alone, Footprints footprints) {
        this.inquiry = inquiry;
        this.from = from;
        this.alone = alone;
        this.footprints = footprints;
    }

    void explore() {
        inquiry.beginsOverlapping("a delivery whose visibility lapses");
        int before = inquiry.tally().overlaps().explored();
        List<Step.Passed> left =
                footprints.atEachPoint(alone.interactions(from.next()), step -> Move.of(step, true), this::freeze);
        left.forEach(step -> run(inquiry.limits().redeliveredWithin(), step.point(), false));
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.LAPSED,
                        new Overlaps.Extent(
                                inquiry.tally().overlaps().explored() - before, 1, 2, whole ? Overlaps.Extent.ANY : 0));
        if (!whole) {
            inquiry.tally().hardlyBegan("a delivery whose visibility lapses");
            inquiry.leftOut("not every place at which a delivery can be frozen fitted the bound");
        }
    }

    private void freeze(Step.Passed step) {
        Point point = step.point();
        for (Duration later : List.of(Duration.ZERO, inquiry.limits().redeliveredWithin())) {
            run(later, point, false);
            run(later, point, false, new Fault.Crash(false, point));
            if (!step.interaction().reads()) {
                run(later, point, false, new Fault.Crash(true, point));
            }
            if (step.interaction().flies() && later.isZero()) {
                run(later, point, true);
            }
        }
    }

    private void run(Duration later, Point point, boolean inFlight, Fault... then) {
        WorkerName frozen = WorkerName.delivery(from.next());
        Turn pause = Turn.of(frozen, new Fault.Pause(inFlight, point));
        run(pause, later, List.of(), Turn.of(frozen, then));
    }

    /** With the waits of the second one that end by their time-outs, and then with each later one, too. */
    private void run(Turn pause, Duration later, List<Fault> expired, Turn end) {
        WorkerName next = WorkerName.delivery(from.next() + 1);
        List<Move> moves = run(List.of(pause, new Turn(next, Source.MESSAGE, later, expired), end)).stream()
                .filter(move -> move.worker().equals(next))
                .toList();
        int last = expired.isEmpty() ? -1 : placeOf(expired.get(expired.size() - 1), moves);
        for (Move move : moves.subList(last + 1, moves.size())) {
            if (move.expires()) {
                List<Fault> more = new ArrayList<>(expired);
                more.add(new Fault.Expired(move.point()));
                run(pause, later, more, end);
            }
        }
    }

    private static int placeOf(Fault expired, List<Move> moves) {
        List<Fault> places = moves.stream()
                .<Fault>map(move -> new Fault.Expired(move.point()))
                .toList();
        return places.lastIndexOf(expired);
    }

    /** What its workers did, in order; nothing if it was not run. */
    private List<Move> run(List<Turn> turns) {
        if (!inquiry.goesOn()) {
            whole = false;
            return List.of();
        }
        Run run = inquiry.overlap(from, turns, List.of());
        inquiry.mustHaveFired(run);
        List<Move> moves =
                new Path(from, run).places().stream().map(Path.Place::move).toList();
        moves.forEach(footprints::add);
        return moves;
    }
}
