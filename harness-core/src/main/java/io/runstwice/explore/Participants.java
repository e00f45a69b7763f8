package io.runstwice.explore;

import io.runstwice.run.AttemptQuestion;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The workers that take part in an overlap, and the rule when each may begin: actors at any time, deliveries in the
 * order of their numbers, and none before the message was enqueued, if an actor enqueues it.
 *
 * @param actors the first turns of the actors
 * @param deliveries the first turns of the deliveries
 * @param enqueued whether an actor enqueues the message
 */
record Participants(List<Turn> actors, List<Turn> deliveries, boolean enqueued) {

    /** So many copies of the message at once, the first delivery of them being this one. */
    static Participants copies(int first, int copies) {
        List<Turn> deliveries = new ArrayList<>(List.of(Turn.of(first)));
        IntStream.range(1, copies).forEach(more -> deliveries.add(Turn.copy(first + more)));
        return new Participants(List.of(), List.copyOf(deliveries), false);
    }

    /** The turn that begins where the schedule does not say. */
    Turn first() {
        return actors.isEmpty() ? deliveries.get(0) : actors.get(0);
    }

    /** Other first turns that make a difference. */
    List<Turn> otherFirst() {
        List<Turn> others = new ArrayList<>(next(Set.of(), false));
        others.remove(first());
        return others;
    }

    /** The workers that may begin now. */
    List<Turn> next(Set<WorkerName> begun, boolean isEnqueued) {
        List<Turn> next = new ArrayList<>();
        actors.stream().filter(turn -> !begun.contains(turn.worker())).forEach(next::add);
        if (!enqueued || isEnqueued) {
            deliveries.stream()
                    .filter(turn -> !begun.contains(turn.worker()))
                    .findFirst()
                    .ifPresent(next::add);
        }
        return next;
    }

    /** Workers that do not begin within these turns, in their order: they begin when all others have ended. */
    List<Turn> after(List<Turn> turns) {
        List<WorkerName> begun = turns.stream().map(Turn::worker).toList();
        List<Turn> after = new ArrayList<>(actors);
        after.addAll(deliveries);
        after.removeIf(turn -> begun.contains(turn.worker()));
        return after;
    }

    /** The deliveries that nothing tells apart: a job that asks which one it is can do so. */
    List<WorkerName> interchangeable(ExplorationContext context) {
        boolean asked = context.wasAsked(AttemptQuestion.NUMBER) || context.wasAsked(AttemptQuestion.REDELIVERED);
        return asked ? List.of() : deliveries.stream().map(Turn::worker).toList();
    }
}
