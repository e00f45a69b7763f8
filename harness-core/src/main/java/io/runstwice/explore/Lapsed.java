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
import java.util.List;

/**
 * P5: a delivery stands still until its visibility lapses. The message is handed out again, at once or at the end of the bound, and
 * that delivery runs; then the first one thaws, or is killed, or its last request takes effect late. A wait of the second one for the first
 * one's lock ends with that, or before it, by a time-out that the job has set.
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
        int before = inquiry.tally().overlaps().explored();
        List<Step.Passed> left =
                footprints.atEachPoint(alone.interactions(from.next()), step -> Move.of(step, true), this::freeze);
        inquiry.tally().overlaps().noPoint(left.size());
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.LAPSED,
                        new Overlaps.Extent(inquiry.tally().overlaps().explored() - before, 1, 2, whole ? -1 : 0));
        if (!whole) {
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
        WorkerName next = WorkerName.delivery(from.next() + 1);
        Turn pause = Turn.of(frozen, new Fault.Pause(inFlight, point));
        Turn end = Turn.of(frozen, then);
        List<Move> moves = run(List.of(pause, new Turn(next, Source.MESSAGE, later, List.of()), end));
        moves.stream()
                .filter(move -> move.expires() && move.worker().equals(next))
                .map(move -> new Turn(next, Source.MESSAGE, later, List.of(new Fault.Expired(move.point()))))
                .forEach(turn -> run(List.of(pause, turn, end)));
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
