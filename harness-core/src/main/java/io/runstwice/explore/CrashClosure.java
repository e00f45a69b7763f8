package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Loss;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * From every durable state that crashes and lost messages can reach, the job is run to completion, then crashed at each
 * point, and each of its messages is lost; a new state joins the worklist. When none is new, any number of them has
 * been covered.
 *
 * <p>This is a breadth-first search of the reachable states, as explicit-state model checkers do it; two states are one
 * only if their future keys are equal.
 */
final class CrashClosure implements Explorer {

    /** A violation that these families show is enough for a mistake in deliveries that follow one another. */
    static final Set<Family> SIMPLE =
            Set.of(Family.REPETITION, Family.FIRST_FAULTS, Family.CRASHES, Family.LATER_LOSSES);

    /** So deep it goes in any case, unless the bound ends it. */
    static final int SURE_CRASHES = 3;

    /**
     * A bound above the usual number of schedules gives so many more runs for deeper states: a counter that ends, or a
     * ring, closes then. By default there are none: a table that grows with each delivery would use up any number, and
     * a job may well give a message up that killed many workers.
     */
    private static final int USUAL_SCHEDULES = 5_000;

    /** Fewer runs than these are not worth a cut, however small the bound is. */
    private static final int LEAST_BOUND = 1_000;

    /** So many states are enough to show a mistake in every way, and to begin overlaps from. */
    private static final int SHOWN_STATES = 50;

    /** One merge in this many, chosen by its schedule's hash, is run all the same. */
    private static final int CHECKED_MERGES = 50;

    private final ExplorationContext context;
    private final Set<String> linked; // their outages are partitions
    private final List<AfterLoss> lostAtFirst = new ArrayList<>();
    private final VisitedStates known = new VisitedStates();
    private final Deque<ClosureNode> worklist = new ArrayDeque<>();
    private final GrowingTables growth;
    private int nodes;
    private int runs;
    private int fullyCovered = Integer.MAX_VALUE;
    private int lossesCovered = Integer.MAX_VALUE;

    CrashClosure(ExplorationContext context, Scope scope) {
        this.context = context;
        this.linked = scope.linked();
        this.growth = new GrowingTables(
                context.root().capture().memory(), scope.baseline().state());
        worklist.add(node(context.root(), scope.baseline()));
    }

    @Override
    public Family family() {
        return Family.CRASHES;
    }

    /** One crash has a family of its own, which this goes on from. */
    @Override
    public void smallest() {}

    /**
     * Explores one fault of the first delivery in full, whether the state it leads to is known or not; a lost message
     * as an outage too.
     */
    void single(Fault fault) {
        Checkpoint root = context.root();
        int found = context.findings().size();
        Run run = advance(root, this::inFull, fault);
        if (fault instanceof Fault.Lost lost) {
            AfterLoss after = AfterLoss.of(lost, root, run);
            if (found == context.findings().size()) {
                outage(after).ifPresent(outage -> advance(root, this::inFull, outage));
            }
            lostAtFirst.add(after);
        }
    }

    /**
     * Goes on until no crash leads to a new state. The single crashes of the first delivery have been explored before.
     */
    @Override
    public void larger() {
        runs = 0;
        worklist.pollFirst();
        goOn(byDepth(worklist), deepRuns(), this::crashes, this::cut);
        report();
    }

    /**
     * Loses the messages of every later delivery as well, and lets the first one die after it has lost one, until no
     * state is new. Deep states only if crashes have come to an end: otherwise there is none to reach.
     */
    void loseMessages() {
        String first = context.futureKey(context.root());
        List<ClosureNode> before = new ArrayList<>(known.all());
        before.removeIf(node ->
                context.futureKey(node.start()).equals(first)); // the first delivery has lost its messages before
        boolean closed = isClosed();
        lostAtFirst.forEach(after -> livingOn(context.root(), after));
        runs = 0;
        goOn(byDepth(before), closed ? bound() : 0, this::losses, this::cutLosses);
        goOn(byDepth(worklist), closed ? deepRuns() : 0, this::crashesAndLosses, this::cut);
        report();
    }

    /** The states with the fewest faults first, so that what the bound cuts off is deeper than all that was run. */
    private static Queue<ClosureNode> byDepth(Collection<ClosureNode> nodes) {
        Queue<ClosureNode> queue = new PriorityQueue<>(
                Comparator.comparingInt(ClosureNode::faults).thenComparingLong(ClosureNode::number));
        queue.addAll(nodes);
        nodes.clear();
        return queue;
    }

    private boolean isClosed() {
        return fullyCovered == Integer.MAX_VALUE;
    }

    private void cutLosses(ClosureNode node) {
        lossesCovered = Math.min(lossesCovered, node.faults());
    }

    private void cut(ClosureNode node) {
        fullyCovered = Math.min(fullyCovered, node.faults());
        growth.sees(node.start().capture().memory());
    }

    /** @param deepRuns up to how many runs it goes deeper than in any case */
    private void goOn(
            Queue<ClosureNode> nodes, int deepRuns, Consumer<ClosureNode> expand, Consumer<ClosureNode> otherwise) {
        while (!nodes.isEmpty()) {
            ClosureNode node = nodes.remove();
            if (isOver(node.faults(), deepRuns)) {
                otherwise.accept(node);
            } else {
                expand.accept(node);
                nodes.addAll(worklist);
                worklist.clear();
            }
        }
    }

    /** Whether the bound ends it, or no end is in sight, or enough of a mistake has been seen. */
    private boolean isOver(int faults, int deepRuns) {
        boolean deep = faults >= SURE_CRASHES;
        return !context.isAnyViolated(SIMPLE)
                ? runs >= (deep ? deepRuns : bound())
                : deep || runs >= bound() || known.size() >= SHOWN_STATES;
    }

    private int bound() {
        return Math.max(LEAST_BOUND, context.bounds().schedules());
    }

    private int deepRuns() {
        return Math.max(0, context.bounds().schedules() - USUAL_SCHEDULES);
    }

    private void crashesAndLosses(ClosureNode node) {
        crashes(node);
        losses(node);
    }

    private void crashes(ClosureNode node) {
        CrashPoints.of(node.trace()).forEach(crash -> advance(node.start(), this::unlessKnown, crash));
    }

    /**
     * A reply that is awaited in silence costs its second each time: the first delivery has shown what becomes of it.
     */
    private void losses(ClosureNode node) {
        Checkpoint from = node.start();
        for (Fault.Lost lost : LostMessages.of(node.trace())) {
            if (lost.loss() == Loss.REQUEST || lost.loss() == Loss.REPLY) {
                AfterLoss after = AfterLoss.of(lost, from, advance(from, this::unlessKnown, lost));
                outage(after).ifPresent(outage -> advance(from, this::unlessKnown, outage));
                livingOn(from, after);
            }
        }
    }

    private void livingOn(Checkpoint from, AfterLoss after) {
        after.ends().forEach(end -> advance(from, this::unlessKnown, after.lost(), end));
    }

    /** Over a link that is a partition, which has its own family. */
    private Optional<Fault> outage(AfterLoss after) {
        return linked.contains(after.lost().point().resource()) ? Optional.empty() : after.outage();
    }

    /** How many states were reached. */
    int size() {
        return known.size();
    }

    /** The states that were reached, the first one included; of deep or many ones the first. */
    List<Checkpoint> states() {
        List<Checkpoint> states = new ArrayList<>(List.of(context.root()));
        String first = context.futureKey(context.root());
        known.all().stream()
                .filter(node -> node.faults() <= SURE_CRASHES)
                .map(ClosureNode::start)
                .filter(start -> !context.futureKey(start).equals(first))
                .limit(SHOWN_STATES)
                .forEach(states::add);
        return states;
    }

    private void report() {
        boolean closed = isClosed();
        int states =
                known.size() + (known.find(context.futureKey(context.root())).isPresent() ? 0 : 1);
        int covered = closed ? fullyCovered : Math.min(fullyCovered, lossesCovered);
        context.tally().reached(family(), Extent.at(states));
        context.tally().closed(new Tally.Closure(states, covered, closed, closed ? "" : growth.table()));
        if (fullyCovered < SURE_CRASHES) {
            lower("schedules of more than", fullyCovered, states);
        }
        if (lossesCovered < (closed ? Integer.MAX_VALUE : SURE_CRASHES)) {
            lower("messages lost after more than", lossesCovered, states);
        }
    }

    private void lower(String what, int faults, int states) {
        String why = runs >= bound() ? bound() + " runs" : "the first violations";
        context.tally()
                .lower(what + " " + faults + (faults == 1 ? " crash" : " crashes") + " were cut: " + states
                        + " states and no end within " + why);
    }

    private ClosureNode node(Checkpoint start, Run completion) {
        return new ClosureNode(start, completion, nodes++);
    }

    private Run advance(Checkpoint from, BiConsumer<Checkpoint, Run> unsettled, Fault... faults) {
        runs++;
        Run run = context.advance(from, Turn.of(from.next(), faults));
        context.mustHaveFired(run);
        if (run.settled()) {
            context.judge(run);
        } else {
            unsettled.accept(run.here().orElseThrow(), run);
        }
        return run;
    }

    private void inFull(Checkpoint start, Run run) {
        String key = context.futureKey(start);
        ClosureNode node = node(start, context.completeAndJudge(start));
        if (known.find(key).isEmpty()) {
            discover(key, node);
        } else {
            late(node, key, true);
        }
    }

    private void unlessKnown(Checkpoint start, Run run) {
        String key = context.futureKey(start);
        Optional<ClosureNode> same = known.find(key);
        if (same.isPresent()) {
            merge(start, same.get(), run.schedule().toString());
        } else {
            discover(key, node(start, context.completeAndJudge(start)));
        }
    }

    private void discover(String key, ClosureNode node) {
        known.add(key, node);
        worklist.add(node);
        late(node, key, false);
        afterRefusal(node);
    }

    /** The same state at the end of the bound: another one only if something in it carries time. */
    private void late(ClosureNode node, String key, boolean inFull) {
        if (!node.start().passed().isZero()) {
            return;
        }
        Checkpoint late = context.later(node.start());
        String lateKey = context.futureKey(late);
        if (lateKey.equals(key)) {
            return;
        }
        boolean isNew = known.find(lateKey).isEmpty();
        if (isNew || inFull) {
            ClosureNode after = node(late, context.completeAndJudge(late));
            if (isNew) {
                known.add(lateKey, after);
                worklist.add(after);
                afterRefusal(after);
            }
        }
    }

    /** A state in which time has passed already is never continued late; what merges with it may still have to be. */
    private void lateAsWell(Checkpoint start, ClosureNode same) {
        if (start.passed().isZero() && !same.start().passed().isZero()) {
            late(node(start, same.completion()), context.futureKey(start), false);
        }
    }

    /** A delivery that refused leaves a state of its own; the next one comes late. */
    private void afterRefusal(ClosureNode node) {
        int first = node.start().next();
        if (node.completion().schedule().deliveries() <= first) {
            return;
        }
        Run refused = context.advance(node.start(), Turn.of(first));
        if (refused.settled()) {
            throw context.astray("a delivery that refused once did not refuse again in the same state ("
                    + refused.schedule() + "): does the job read the clock or random numbers?");
        }
        Checkpoint late = context.later(refused.here().orElseThrow());
        String key = context.futureKey(late);
        if (known.find(key).isEmpty()) {
            ClosureNode after = node(late, context.completeAndJudge(late));
            known.add(key, after);
            worklist.add(after);
        }
    }

    private void merge(Checkpoint start, ClosureNode same, String schedule) {
        context.tally().merge();
        lateAsWell(start, same);
        if (Math.floorMod(schedule.hashCode(), CHECKED_MERGES) != 0) {
            return;
        }
        Run again = context.complete(start);
        boolean alike = isAfterRefusal(start) == isAfterRefusal(same.start())
                ? labels(again, start, Integer.MAX_VALUE)
                                .equals(labels(same.completion(), same.start(), Integer.MAX_VALUE))
                        && kind(again).equals(kind(same.completion()))
                : labels(again, start, 1).equals(labels(same.completion(), same.start(), 1));
        if (!alike) {
            throw context.astray("two states that were counted as one had different futures (" + again.schedule()
                    + " and " + same.completion().schedule() + "); this is a defect of the harness, please report it");
        }
    }

    private Optional<Violation.Kind> kind(Run run) {
        return context.violationOf(run).map(Violation::kind);
    }

    /** A delivery that refused has used one of the message's redeliveries: after it, the next refusal is stuck. */
    private static boolean isAfterRefusal(Checkpoint start) {
        List<Turn> turns = start.turns();
        return !turns.isEmpty() && turns.get(turns.size() - 1).faults().isEmpty();
    }

    /** The interactions of so many next deliveries. */
    private static List<String> labels(Run run, Checkpoint from, int deliveries) {
        return run.steps().stream()
                .filter(step -> step.delivery() >= from.next())
                .filter(step -> step.delivery() - from.next() < deliveries)
                .filter(Step.Passed.class::isInstance)
                .map(step -> ((Step.Passed) step).point().toString())
                .toList();
    }
}
