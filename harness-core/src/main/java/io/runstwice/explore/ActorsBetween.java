package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Start;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Actors act before the first delivery, after one that dies, loses a message or goes unheard, and after the last one; at once and when time has
 * passed; once or twice. No two workers overlap.
 *
 * <p>A breadth-first search, as {@link CrashClosure} is one, with the acts of actors and the passing of time as further steps.
 */
final class ActorsBetween {

    /** More states than these are not gone on from. */
    private static final int MOST_STATES = 100;

    private static final int MOST_FAULTS = 2;
    private static final int MOST_ACTS = 2;

    private final Inquiry inquiry;
    private final List<WorkerName> actors;
    private final boolean enqueued;
    private final Map<String, Node> known = new HashMap<>();
    private final Deque<Node> worklist = new ArrayDeque<>();
    private int schedules;
    private boolean whole = true;

    /**
     * A state, and how it goes on if nothing else happens.
     *
     * @param trace what the next delivery does there; nothing if no message is there yet
     */
    private record Node(Start start, List<Step.Passed> trace) {

        int faults() {
            return start.turns().stream().mapToInt(turn -> turn.faults().size()).sum();
        }

        long acts(WorkerName actor) {
            return start.turns().stream()
                    .filter(turn -> turn.worker().equals(actor))
                    .count();
        }
    }

    /**
     * @param enqueued whether an actor enqueues the message
     */
    ActorsBetween(Inquiry inquiry, List<WorkerName> actors, boolean enqueued) {
        this.inquiry = inquiry;
        this.actors = actors;
        this.enqueued = enqueued;
    }

    void explore(Start beginning) {
        inquiry.begins("actors before, between and after deliveries");
        visit(beginning);
        while (!worklist.isEmpty()) {
            expand(worklist.pollFirst());
        }
        if (!whole) {
            inquiry.leftOut("more than " + MOST_STATES + " states with actors that act between deliveries");
        }
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.BETWEEN,
                        new Overlaps.Extent(
                                schedules, known.size(), actors.size(), whole ? Overlaps.Extent.ANY : MOST_FAULTS));
    }

    private void expand(Node node) {
        if (node.faults() < MOST_FAULTS) {
            faults(node.trace()).forEach(fault -> deliver(node, fault));
        }
        actors.stream()
                .filter(actor -> node.acts(actor) < MOST_ACTS)
                .forEach(actor -> go(inquiry.advance(node.start(), Turn.of(actor))));
        if (node.start().passed().isZero() && !node.start().turns().isEmpty()) {
            visit(inquiry.later(node.start()));
        }
    }

    /** A reply that is awaited in silence costs its second each time: deliveries without actors have shown what becomes of it. */
    private static List<Fault> faults(List<Step.Passed> trace) {
        List<Fault> faults = new ArrayList<>();
        if (!trace.isEmpty()) {
            faults.add(new Fault.AcknowledgementLost());
        }
        faults.addAll(CrashPoints.of(trace));
        LostMessages.of(trace).stream()
                .filter(lost -> !lost.loss().isWaitedFor())
                .forEach(faults::add);
        return faults;
    }

    private void deliver(Node node, Fault fault) {
        Turn turn = Turn.of(node.start().next(), fault);
        Run run = inquiry.advance(node.start(), turn);
        boolean everybodyActed = actors.stream().allMatch(actor -> node.acts(actor) > 0);
        if (fault instanceof Fault.AcknowledgementLost && !run.unfired().isEmpty()) {
            return; // the delivery gives its message back here, so there is no acknowledgement to lose
        }
        inquiry.mustHaveFired(run);
        if (run.settled() && everybodyActed) {
            schedules++;
            inquiry.judge(run);
        } else if (run.settled()) {
            finish(node.start(), List.of(turn));
        } else {
            go(run);
        }
    }

    private void go(Run unsettled) {
        visit(unsettled.here().orElseThrow());
    }

    private void visit(Start start) {
        String key = inquiry.futureKey(start) + Acts.soFar(start.steps());
        if (known.containsKey(key)) {
            inquiry.tally().merge();
        } else if (known.size() >= MOST_STATES || !inquiry.findings().isEmpty()) {
            whole = false;
        } else {
            Node node = new Node(start, goingOn(start));
            known.put(key, node);
            worklist.add(node);
        }
    }

    private List<Step.Passed> goingOn(Start start) {
        boolean delivers = !enqueued || Determinism.isEnqueued(start.steps());
        return delivers ? finish(start, List.of(Turn.of(start.next()))).interactions(start.next()) : List.of();
    }

    /** Actors that have not acted yet do so after the delivery. */
    private Run finish(Start start, List<Turn> delivery) {
        schedules++;
        List<Turn> missing = actors.stream()
                .filter(actor ->
                        start.turns().stream().noneMatch(turn -> turn.worker().equals(actor)))
                .map(Turn::of)
                .toList();
        return inquiry.overlap(start, delivery, missing);
    }
}
