package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Interaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of an overlap, read as a sequence of moves, each with the turn it was made in and the workers that could have
 * moved instead.
 */
final class Path {

    private final List<Place> places = new ArrayList<>();
    private final List<Between> boundaries = new ArrayList<>();
    private final List<Turn> turns;
    private final List<Step> steps;
    private final Set<WorkerName> begun = new LinkedHashSet<>();
    private final Set<WorkerName> waiting = new LinkedHashSet<>();
    private final Set<WorkerName> over = new LinkedHashSet<>();
    private int turn = -1;
    private int read;
    private boolean between = true;

    /**
     * A move, and the place before it.
     *
     * @param move the move that was made there
     * @param turn the turn it was made in, counted from 0 within the overlap
     * @param first whether it is the first one of its turn
     * @param able the other workers that had begun and could have gone on
     * @param begun the workers that had begun, this one included
     * @param arrives whether it is the arrival of a request that is held in flight
     */
    record Place(Move move, int turn, boolean first, Set<WorkerName> able, Set<WorkerName> begun, boolean arrives) {}

    /**
     * The place between two turns, where the next worker is to be chosen.
     *
     * @param able the workers that had begun and could go on, in the order in which they began
     * @param living the workers that had begun and had not come to the end
     * @param steps the steps since the overlap began
     */
    record Between(List<WorkerName> able, List<WorkerName> living, List<Step> steps) {

        /** The interactions that one of them had made. */
        List<Step.Passed> done(WorkerName worker) {
            return steps.stream()
                    .filter(step -> step.worker().equals(worker))
                    .filter(Step.Passed.class::isInstance)
                    .map(Step.Passed.class::cast)
                    .toList();
        }
    }

    /**
     * @param from where the overlap began
     */
    Path(Checkpoint from, Run run) {
        this.turns = run.schedule()
                .turns()
                .subList(from.turns().size(), run.schedule().turns().size());
        this.steps = run.steps().subList(from.steps().size(), run.steps().size());
        steps.forEach(step -> {
            read(step);
            read++;
        });
        boundaries.add(boundary());
    }

    /** The place before a turn; the end, if there was no such turn. */
    Between beforeTurn(int index) {
        return boundaries.get(Math.min(index, boundaries.size() - 1));
    }

    List<Place> places() {
        return places;
    }

    /** The turns before this one. */
    List<Turn> before(int index) {
        return turns.subList(0, index);
    }

    Turn turn(int index) {
        return turns.get(index);
    }

    /** The turns up to a place, with the fault that is to strike there instead. */
    List<Turn> until(Place place, Fault instead) {
        List<Turn> until = new ArrayList<>(before(place.turn()));
        Turn cut = turns.get(place.turn());
        List<Fault> faults = new ArrayList<>(
                cut.faults().stream().filter(fault -> hasFired(fault, place)).toList());
        faults.add(instead);
        until.add(cut.with(faults));
        return until;
    }

    /** Whether the request of this move had arrived before: it comes back from being held in flight. */
    boolean wasHeldInFlight(Place place) {
        Fault held = new Fault.Pause(true, place.move().point());
        return turns.subList(0, place.turn()).stream()
                .anyMatch(turn -> turn.worker().equals(place.move().worker())
                        && turn.faults().contains(held));
    }

    /** Whether an actor had enqueued the message before this place. */
    boolean enqueuedBefore(Place place) {
        return places.subList(0, places.indexOf(place)).stream()
                .anyMatch(earlier -> earlier.move().point().resource().equals(Checkpoint.QUEUE));
    }

    private boolean hasFired(Fault fault, Place place) {
        Point point = fault instanceof Fault.Expired expired ? expired.point() : null;
        return point != null
                && places.subList(0, places.indexOf(place)).stream()
                        .anyMatch(earlier -> earlier.move().point().equals(point)
                                && earlier.move().worker().equals(place.move().worker()));
    }

    private void read(Step step) {
        if (step instanceof Step.Passed passed) {
            boolean granted = waiting.remove(passed.worker());
            move(Move.of(passed, !granted));
        } else if (step instanceof Step.Waits wait) {
            move(Move.of(wait));
            waiting.add(wait.worker());
            ends(wait.worker());
        } else if (step instanceof Step.Freed) {
            waiting.remove(step.worker());
        } else if (step instanceof Step.Began) {
            next();
            begun.add(step.worker());
        } else if (step instanceof Step.Paused paused) {
            if (paused.inFlight()) {
                arrives(paused);
            }
            ends(step.worker());
        } else if (step instanceof Step.Ended) {
            over.add(step.worker());
            waiting.remove(step.worker());
            ends(step.worker());
        }
    }

    /**
     * The request reads the world when it arrives, and its effect comes with its reply: two moves, of which the second
     * one is the choice.
     */
    private void arrives(Step.Paused paused) {
        Point point = paused.point();
        Interaction interaction = steps.stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .filter(passed -> passed.worker().equals(paused.worker())
                        && passed.point().equals(point))
                .map(Step.Passed::interaction)
                .findFirst()
                .orElse(null);
        Point arrival = new Point(point.resource(), point.label() + " arrives", point.occurrence());
        move(new Move(paused.worker(), arrival, interaction, true, false), true);
    }

    private void move(Move move) {
        move(move, false);
    }

    private void move(Move move, boolean arrives) {
        boolean first = false;
        if (move.chosen() && between) {
            next();
        }
        if (move.chosen()) {
            first = places.isEmpty() || places.get(places.size() - 1).turn() != turn;
        }
        Set<WorkerName> able = new LinkedHashSet<>(begun);
        able.removeAll(waiting);
        able.removeAll(over);
        able.remove(move.worker());
        places.add(new Place(move, Math.max(turn, 0), first, Set.copyOf(able), Set.copyOf(begun), arrives));
    }

    private Between boundary() {
        List<WorkerName> living = new ArrayList<>(begun);
        living.removeAll(over);
        List<WorkerName> able = new ArrayList<>(living);
        able.removeAll(waiting);
        return new Between(List.copyOf(able), List.copyOf(living), List.copyOf(steps.subList(0, read)));
    }

    private void next() {
        if (between) {
            boundaries.add(boundary());
            turn++;
            between = false;
        }
    }

    private void ends(WorkerName worker) {
        if (turn >= 0 && turns.get(turn).worker().equals(worker)) {
            between = true;
        }
    }
}
