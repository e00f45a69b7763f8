package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Actors act before the first delivery, after one that dies, loses a message or goes unheard, and after the last one;
 * at once and when time has passed; once or twice. No two workers overlap.
 *
 * <p>A breadth-first search, as {@link CrashClosure} is one, with the acts of actors and the passing of time as further
 * steps.
 */
final class ActorsBetween implements Agenda {

    /** More states than these are not gone on from. */
    private static final int MOST_STATES = 100;

    private static final int MOST_FAULTS = 2;
    private static final int MOST_ACTS = 2;

    private final ExplorationContext context;
    private final Checkpoint beginning;
    private final List<WorkerName> actors;
    private final boolean enqueued;
    private final Map<String, Node> known = new HashMap<>();
    private final Queue<Expansion> worklist =
            new PriorityQueue<>(Comparator.comparingInt(Expansion::level).thenComparingInt(Expansion::number));
    private int schedules;
    private boolean whole = true;

    /**
     * A state, with its continuation if nothing else happens.
     *
     * @param trace the interactions of the next delivery there; none if no message is there yet
     */
    private record Node(Checkpoint start, List<Step.Passed> trace) {

        /** How much more has happened than in a plain run: faults, acts of actors that have acted before, time. */
        int level() {
            List<WorkerName> acts = start.turns().stream()
                    .map(Turn::worker)
                    .filter(worker -> !worker.isDelivery())
                    .toList();
            int repeated = acts.size() - Set.copyOf(acts).size();
            return faults() + repeated + (start.passed().isZero() ? 0 : 1);
        }

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
     * One step from a state.
     *
     * @param level how much more has happened after it than in a plain run
     * @param number in the order in which the states were found
     */
    private record Expansion(int level, int number, Runnable run) {}

    /** @param beginning where neither an actor has acted nor a message been delivered */
    ActorsBetween(ExplorationContext context, Checkpoint beginning, Scope scope) {
        this.context = context;
        this.beginning = beginning;
        this.actors = scope.actors();
        this.enqueued = scope.isEnqueuedByAnActor();
    }

    @Override
    public Family family() {
        return Family.ACTORS_BETWEEN;
    }

    @Override
    public void smallest() {
        visit(beginning);
        while (isSmall(worklist.peek()) && context.goesOn()) {
            next();
        }
        if (isSmall(worklist.peek())) {
            context.tally().hardlyBegan(family());
        }
    }

    private static boolean isSmall(@Nullable Expansion next) {
        return next != null && next.level() <= 1;
    }

    @Override
    public boolean isEmpty() {
        return worklist.isEmpty();
    }

    @Override
    public void next() {
        worklist.remove().run().run();
    }

    @Override
    public int schedules() {
        return schedules;
    }

    @Override
    public void finish() {
        if (!whole) {
            context.leftOut("more than " + MOST_STATES + " states with actors that act between deliveries");
        } else if (!isEmpty()) {
            context.leftOut("not everything that actors can do between deliveries fitted the bound");
        }
        context.tally()
                .reached(
                        family(),
                        new Extent(schedules, known.size(), actors.size(), whole && isEmpty() ? Extent.ANY : 0));
    }

    private void actForTheFirstTime(Node node) {
        actors.stream().filter(actor -> node.acts(actor) == 0).forEach(actor -> act(node, actor));
    }

    /** A fault, an act of an actor that has acted before, or the passing of time. */
    private void oneThingMore(Node node) {
        if (node.faults() < MOST_FAULTS) {
            faults(node.trace()).forEach(fault -> deliver(node, fault));
        }
        actors.stream()
                .filter(actor -> node.acts(actor) > 0 && node.acts(actor) < MOST_ACTS)
                .forEach(actor -> act(node, actor));
        if (node.start().passed().isZero() && !node.start().turns().isEmpty()) {
            visit(context.later(node.start()));
        }
    }

    private void act(Node node, WorkerName actor) {
        go(context.advance(node.start(), Turn.of(actor)));
    }

    /**
     * A reply that is awaited in silence costs its second each time: deliveries without actors have shown what becomes
     * of it.
     */
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
        Run run = context.advance(node.start(), turn);
        boolean everybodyActed = actors.stream().allMatch(actor -> node.acts(actor) > 0);
        if (fault instanceof Fault.AcknowledgementLost && !run.unfired().isEmpty()) {
            return; // the delivery gives its message back here, so there is no acknowledgement to lose
        }
        context.mustHaveFired(run);
        if (run.settled() && everybodyActed) {
            schedules++;
            context.judge(run);
        } else if (run.settled()) {
            finish(node.start(), List.of(turn));
        } else {
            go(run);
        }
    }

    private void go(Run unsettled) {
        visit(unsettled.here().orElseThrow());
    }

    private void visit(Checkpoint start) {
        String key = context.futureKey(start) + ActHistory.soFar(start.steps());
        if (known.containsKey(key)) {
            context.tally().merge();
        } else if (known.size() >= MOST_STATES || !context.findings().isEmpty()) {
            whole = false;
        } else {
            Node node = new Node(start, goingOn(start));
            known.put(key, node);
            worklist.add(new Expansion(node.level(), known.size(), () -> actForTheFirstTime(node)));
            worklist.add(new Expansion(node.level() + 1, known.size(), () -> oneThingMore(node)));
        }
    }

    private List<Step.Passed> goingOn(Checkpoint start) {
        boolean delivers = !enqueued || BaselineChecks.isEnqueued(start.steps());
        return delivers ? finish(start, List.of(Turn.of(start.next()))).interactions(start.next()) : List.of();
    }

    /** Actors that have not acted yet do so after the delivery. */
    private Run finish(Checkpoint start, List<Turn> delivery) {
        schedules++;
        List<Turn> missing = actors.stream()
                .filter(actor ->
                        start.turns().stream().noneMatch(turn -> turn.worker().equals(actor)))
                .map(Turn::of)
                .toList();
        return context.overlap(start, delivery, missing);
    }
}
