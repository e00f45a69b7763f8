package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every order in which some workers can take turns from one state, fewest preemptions first.
 *
 * <p>Stateless search with iterative context bounding (Musuvathi and Qadeer, PLDI 2007): a run is followed to its end
 * without a preemption, and at each place where another worker could have moved, one schedule more is put on the list.
 * Left out is what provably leads nowhere new: see {@link HappensBefore}, {@link KnownFootprints} and
 * {@link Renamings}.
 */
final class Interleavings {

    private static final int NEVER = Integer.MAX_VALUE;

    private static final Digest BEGINNING = Digest.of("");

    private final ExplorationContext context;
    private final Checkpoint from;
    private final Participants participants;
    private final KnownFootprints footprints;
    private final Reduction reduction;
    private final Renamings renamings;
    private final Digests seen = new Digests();
    private final Map<Turn, Turn> turns = new HashMap<>();
    private final Map<Move, Move> moves = new HashMap<>();
    private final List<Candidate> noPoints = new ArrayList<>();
    private final PriorityQueue<Candidate> open =
            new PriorityQueue<>(Comparator.comparingInt(Candidate::preemptions).thenComparingInt(Candidate::number));
    private int numbered;
    private int known;

    /**
     * A schedule that is to be run.
     *
     * @param turns the turns that are prescribed; then all workers go on to the end
     * @param at the move before which it leaves the path that it came from
     * @param node the place that it leads to, and the worker that goes on there
     */
    private record Candidate(
            int number,
            int preemptions,
            List<Turn> turns,
            @Nullable Move at,
            Digest node) {}

    /**
     * @param from the state
     * @param participants the workers that take part
     * @param footprints the footprints of all workers so far
     * @param reduction decides which schedules are left out
     */
    Interleavings(
            ExplorationContext context,
            Checkpoint from,
            Participants participants,
            KnownFootprints footprints,
            Reduction reduction) {
        this.context = context;
        this.reduction = reduction;
        this.from = from;
        this.participants = participants;
        this.footprints = footprints;
        this.renamings = Renamings.of(
                reduction.uses(Reduction.Rule.SYMMETRY)
                        ? reduction.symmetry().apply(participants, context)
                        : List.of());
        open.add(new Candidate(numbered++, 0, List.of(participants.first()), null, BEGINNING));
        participants
                .otherFirst()
                .forEach(turn -> open.add(new Candidate(numbered++, 0, List.of(turn), null, BEGINNING)));
    }

    /** Whether nothing is left to be run. */
    boolean isExhausted() {
        return open.isEmpty();
    }

    /** How many schedules are known to be left. */
    int left() {
        return open.size();
    }

    /** The fewest preemptions of the schedules that are left. */
    int nextPreemptions() {
        return open.isEmpty() ? Integer.MAX_VALUE : open.peek().preemptions();
    }

    /** Runs one schedule more. */
    Run step() {
        Candidate candidate = open.remove();
        Run run = context.overlap(from, candidate.turns(), participants.after(candidate.turns()));
        context.mustHaveFired(run);
        Path path = new Path(from, run);
        path.places().forEach(place -> footprints.add(place.move()));
        branch(candidate, path);
        reopen();
        return run;
    }

    private void branch(Candidate candidate, Path path) {
        List<HappensBefore> pasts = renamings.all().stream()
                .map(renaming -> new HappensBefore(reduction.dependence()))
                .toList();
        int prescribed = candidate.turns().size() - 1;
        for (Path.Place place : path.places()) {
            Move move = place.move();
            if (move.chosen() && !place.arrives() && place.turn() >= prescribed) {
                reach(node(pasts, move.worker(), ""), candidate.preemptions());
                branch(candidate, path, place, pasts);
            }
            for (int i = 0; i < pasts.size(); i++) {
                pasts.get(i).add(renamings.all().get(i).apply(move));
            }
        }
    }

    private void branch(Candidate candidate, Path path, Path.Place place, List<HappensBefore> pasts) {
        Move move = place.move();
        for (Turn other : others(path, place)) {
            getsAhead(other, candidate, path, place, pasts);
            if (move.interaction() != null && move.interaction().flies() && !path.wasHeldInFlight(place)) {
                String flying = " in flight " + move.worker() + move.point();
                preempts(true, other, candidate, path, place, node(pasts, other.worker(), flying));
            }
        }
        if (move.expires()) {
            consider(
                    candidate.preemptions(),
                    path.until(place, new Fault.Expired(move.point())),
                    null,
                    node(pasts, move.worker(), " time-out"));
        }
    }

    /** Another worker moves here first. */
    private void getsAhead(Turn other, Candidate candidate, Path path, Path.Place place, List<HappensBefore> pasts) {
        boolean follows = followsInLine(other, path, place);
        boolean exchangeable = renamings.all().size() > 1;
        if (follows ? !exchangeable : !place.first()) {
            if (place.move().isAtAPoint()) {
                preempts(false, other, candidate, path, place, node(pasts, other.worker(), ""));
            }
        } else if (!follows && !followsAPause(path, place) && place.turn() > 0) {
            List<Turn> turns = then(path.before(place.turn()), other);
            consider(candidate.preemptions(), turns, null, node(pasts, other.worker(), ""));
        }
    }

    private void preempts(boolean inFlight, Turn other, Candidate candidate, Path path, Path.Place place, Digest node) {
        Move move = place.move();
        List<Turn> turns = path.until(place, new Fault.Pause(inFlight, move.point()));
        consider(candidate.preemptions() + 1, then(turns, other), move, node);
    }

    /**
     * Whether the other delivery cannot begin before the delivery that makes its first move here: deliveries begin in
     * the order of their numbers. For the other to move first, this one has to begin, and to stand still.
     */
    private static boolean followsInLine(Turn other, Path path, Path.Place place) {
        WorkerName mover = place.move().worker();
        boolean begins = place.first()
                && path.before(place.turn()).stream()
                        .noneMatch(turn -> turn.worker().equals(mover));
        return begins && mover.isDelivery() && other.delivery() == mover.number() + 1;
    }

    /** After a pause: all other workers that could be next were put on the list together with the pause. */
    private static boolean followsAPause(Path path, Path.Place place) {
        return place.turn() > 0 && path.turn(place.turn() - 1).pauses();
    }

    private List<Turn> others(Path path, Path.Place place) {
        List<Turn> others = new ArrayList<>();
        place.able().stream()
                .sorted(Comparator.comparing(WorkerName::text))
                .forEach(worker -> others.add(Turn.of(worker)));
        others.addAll(participants.next(place.begun(), path.enqueuedBefore(place)));
        others.removeIf(turn -> turn.worker().equals(place.move().worker()));
        return others;
    }

    private static List<Turn> then(List<Turn> turns, Turn next) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(next);
        return more;
    }

    private void consider(int preemptions, List<Turn> turns, @Nullable Move at, Digest node) {
        if (!reach(node, preemptions) && reduction.uses(Reduction.Rule.COMMUTING)) {
            context.tally().overlaps().merge();
            return;
        }
        Candidate candidate = new Candidate(numbered++, preemptions, shared(turns), shared(at), node);
        if (isPoint(candidate)) {
            open.add(candidate);
        } else {
            noPoints.add(candidate);
            context.tally().overlaps().noPoint(1);
        }
    }

    /** Many thousands wait, and differ in few turns. */
    private List<Turn> shared(List<Turn> prescribed) {
        return prescribed.stream()
                .map(turn -> turns.computeIfAbsent(turn, itself -> itself))
                .toList();
    }

    private @Nullable Move shared(@Nullable Move move) {
        return move == null ? null : moves.computeIfAbsent(move, itself -> itself);
    }

    /**
     * Notes that a place was reached. Returns false if it was reached before with no more preemptions. A candidate that
     * waits there with more preemptions is dropped: it would come too late for a bound on preemptions.
     */
    private boolean reach(Digest node, int preemptions) {
        int fewest = seen.get(node, NEVER);
        if (fewest <= preemptions) {
            return false;
        }
        seen.put(node, preemptions);
        if (fewest != NEVER && reduction.uses(Reduction.Rule.COMMUTING)) {
            forget(node);
        }
        return true;
    }

    private void forget(Digest node) {
        Predicate<Candidate> overtaken = candidate -> candidate.node().equals(node);
        noPoints.stream()
                .filter(overtaken)
                .forEach(candidate -> context.tally().overlaps().noPoint(-1));
        noPoints.removeIf(overtaken);
        if (open.removeIf(overtaken)) {
            context.tally().overlaps().merge();
        }
    }

    private boolean isPoint(Candidate candidate) {
        Move at = candidate.at();
        return at == null
                || !reduction.uses(Reduction.Rule.POINTS)
                || reduction.points().test(footprints, at);
    }

    /** A move that was no scheduling point may have become one, if more is known of the workers' footprints. */
    private void reopen() {
        if (known == footprints.changes()) {
            return;
        }
        known = footprints.changes();
        List<Candidate> points = noPoints.stream().filter(this::isPoint).toList();
        noPoints.removeAll(points);
        context.tally().overlaps().noPoint(-points.size());
        open.addAll(points);
    }

    private Digest node(List<HappensBefore> pasts, WorkerName next, String how) {
        Digest least = null;
        for (int i = 0; i < pasts.size(); i++) {
            Digest key = Digest.of(
                    pasts.get(i).key() + " then " + renamings.all().get(i).apply(next) + how);
            least = least == null || key.compareTo(least) < 0 ? key : least;
        }
        return Objects.requireNonNull(least, "one renaming changes nothing");
    }
}
