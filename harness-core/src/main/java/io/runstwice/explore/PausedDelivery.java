package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a delivery that stands still at a point, another one of the same message that overtakes it, and what becomes of
 * the first one then. A wait of the second one for the first one's lock ends with that, or before it, by a time-out
 * that the job has set.
 */
final class PausedDelivery {

    private final ExplorationContext context;
    private final Checkpoint from;
    private final KnownFootprints footprints;
    private final Set<Point> keptWaiting = new HashSet<>();
    private int schedules;
    private boolean whole = true;

    /** @param from where the frozen delivery begins */
    PausedDelivery(ExplorationContext context, Checkpoint from, KnownFootprints footprints) {
        this.context = context;
        this.from = from;
        this.footprints = footprints;
    }

    /** How many schedules were run. */
    int schedules() {
        return schedules;
    }

    /**
     * The points at which the second delivery was seen to wait for the first. While the first stands still there, no
     * delivery settles the message.
     */
    Set<Point> keptWaiting() {
        return Set.copyOf(keptWaiting);
    }

    /** Whether nothing that was asked for is missing. */
    boolean isWhole() {
        return whole;
    }

    /**
     * Runs it, also with the time-outs of the second one.
     *
     * @param overtaken how much time passes before the second one comes
     * @param thawed how much time passes before the first one goes on
     * @param end what happens to the first one then
     */
    void run(Fault.Pause pause, Duration overtaken, Duration thawed, List<Fault> end) {
        WorkerName frozen = WorkerName.delivery(from.next());
        boolean waits =
                run(Turn.of(frozen, pause), overtaken, List.of(), new Turn(frozen, Source.MESSAGE, thawed, end));
        if (waits && !pause.inFlight()) {
            keptWaiting.add(pause.point());
        }
    }

    /**
     * With the waits of the second one that end by their time-outs, and then with each later one, too. Says whether it
     * waits.
     */
    private boolean run(Turn pause, Duration overtaken, List<Fault> expired, Turn end) {
        WorkerName next = WorkerName.delivery(from.next() + 1);
        List<Move> moves = run(List.of(pause, new Turn(next, Source.MESSAGE, overtaken, expired), end)).stream()
                .filter(move -> move.worker().equals(next))
                .toList();
        int last = expired.isEmpty() ? -1 : placeOf(expired.get(expired.size() - 1), moves);
        for (Move move : moves.subList(last + 1, moves.size())) {
            if (move.expires()) {
                List<Fault> more = new ArrayList<>(expired);
                more.add(new Fault.Expired(move.point()));
                run(pause, overtaken, more, end);
            }
        }
        return moves.stream().anyMatch(Move::waits);
    }

    private static int placeOf(Fault expired, List<Move> moves) {
        List<Fault> places = moves.stream()
                .<Fault>map(move -> new Fault.Expired(move.point()))
                .toList();
        return places.lastIndexOf(expired);
    }

    /** The moves of its workers, in order; empty if it was not run. */
    private List<Move> run(List<Turn> turns) {
        if (!context.goesOn()) {
            whole = false;
            return List.of();
        }
        schedules++;
        Run run = context.overlap(from, turns, List.of());
        context.mustHaveFired(run);
        List<Move> moves =
                new Path(from, run).places().stream().map(Path.Place::move).toList();
        moves.forEach(footprints::add);
        return moves;
    }
}
