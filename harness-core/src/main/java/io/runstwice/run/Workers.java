package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.WorkerKilled;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The workers of one run. Passes their interactions and lets the planned faults hit them. Thread-safe. */
final class Workers {

    private final RunContext context;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final List<DeliveryWorker> workers = new CopyOnWriteArrayList<>();
    private final TurnBarrier<DeliveryWorker> barrier = new TurnBarrier<>();
    private volatile List<Turn> turns = List.of();
    private volatile @Nullable DeliveryWorker turn;

    Workers(RunContext context) {
        this.context = context;
        if (context.invariants().stream().anyMatch(Invariant::isAlways)) {
            barrier.stopAll();
        }
    }

    /**
     * Asks what has to hold, on the harness's thread and while no worker acts; what did not hold once is not asked
     * again.
     */
    void ask(WorkerName after, boolean always) {
        DeliveryWorker before = turn;
        turn = null;
        try {
            context.invariants().stream()
                    .filter(invariant -> invariant.isAlways() == always && !broken.contains(invariant.what()))
                    .forEach(invariant -> ask(invariant, after));
        } finally {
            turn = before;
        }
    }

    private void ask(Invariant invariant, WorkerName after) {
        String refusal = invariant.refusal();
        if (!refusal.isEmpty()) {
            broken.add(invariant.what());
            record(new Step.Broke(after, invariant.what(), refusal));
        }
    }

    RunContext context() {
        return context;
    }

    /** What is being executed, as far as it is known. */
    String schedule() {
        List<Turn> soFar = turns;
        return soFar.isEmpty() ? "" : new Schedule(soFar).toString();
    }

    void executes(List<Turn> soFar) {
        turns = List.copyOf(soFar);
    }

    /** The worker whose turn it is, or null. */
    @Nullable
    DeliveryWorker turn() {
        return turn;
    }

    void turn(@Nullable DeliveryWorker worker) {
        turn = worker;
    }

    void joins(DeliveryWorker worker) {
        workers.add(worker);
    }

    List<DeliveryWorker> workers() {
        return workers;
    }

    TurnBarrier<DeliveryWorker> barrier() {
        return barrier;
    }

    /** Where the threads of the workers live that are not over yet. */
    Set<ThreadGroup> places() {
        return workers.stream()
                .filter(DeliveryWorker::isActive)
                .map(DeliveryWorker::group)
                .collect(Collectors.toSet());
    }

    /** The threads that deliveries run on which are not over yet. */
    Set<Thread> working() {
        return workers.stream()
                .filter(DeliveryWorker::isActive)
                .flatMap(worker -> worker.ownThreads().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Whether a thread lives where another worker's do, while that one's delivery goes on. One of the common pool lives
     * where the pool was used first.
     */
    boolean isAnothers(Thread thread, DeliveryWorker than) {
        if (Threads.isCommon(thread)) {
            return false;
        }
        ThreadGroup place = thread.getThreadGroup();
        for (DeliveryWorker other : workers) {
            if (other != than && other.isActive() && other.group() == place) {
                return true;
            }
        }
        return false;
    }

    synchronized void record(Step step) {
        steps.add(step);
    }

    synchronized List<Step> steps() {
        return new ArrayList<>(steps);
    }

    /** What a worker waited for last. */
    synchronized Optional<Step.Waits> lastWait(WorkerName worker) {
        return steps.stream()
                .filter(Step.Waits.class::isInstance)
                .map(Step.Waits.class::cast)
                .filter(wait -> wait.worker().equals(worker))
                .reduce((first, second) -> second);
    }

    /** Passes one interaction of a worker, one of its threads after the other. */
    <T> T pass(DeliveryWorker worker, String resource, Call<T> call) throws Exception {
        worker.admission().enter(call.interaction());
        try {
            return context.route().pass(resource, call, new AdmittedWorker(worker, call.interaction()));
        } finally {
            worker.admission().leave();
        }
    }

    /** Passes one interaction of a worker that has been admitted, or lets the planned fault hit it. */
    private <T> T decide(DeliveryWorker worker, String resource, Call<T> call) throws Exception {
        Interaction interaction = call.interaction();
        Point point = worker.plan().next(resource, interaction.label());
        arrive(worker, new WorkerState.Still(point, false));
        refuseTheDead(worker);
        if (worker.plan().shutsDownAt(point)) {
            shutDown(worker, point, call);
        }
        Fault fault = hits(worker, point, interaction);
        if (fault instanceof Fault.Crash crash && !crash.after()) {
            throw die(worker, point, call, null, fault);
        }
        if (lost(fault) == Loss.REQUEST) {
            passed(worker, point, call, null, fault);
            throw call.lose(Loss.REQUEST);
        }
        Fault then = hold(worker, resource, point, call) ? hits(worker, point, interaction) : fault;
        if (then instanceof Fault.Expired) {
            call.expire();
        }
        return proceed(worker, resource, point, call, then);
    }

    /** Its hooks pass the gate as threads of this worker, and after them it stands still. */
    private void shutDown(DeliveryWorker worker, Point point, Call<?> call) {
        record(new Step.Terminated(worker.worker()));
        worker.admission().leave();
        call.shutDown(() -> {
            worker.admission().enter(call.interaction());
            worker.plan().standsStillAt(point);
            arrive(worker, new WorkerState.Still(point, false));
            refuseTheDead(worker);
        });
    }

    /** What hits an interaction: the fault at its point, or a partition that its message cannot cross. */
    private static @Nullable Fault hits(DeliveryWorker worker, Point point, Interaction interaction) {
        Fault.Partition cutOff = worker.plan().cutOff(point);
        Fault fault = worker.plan().at(point);
        boolean crosses = cutOff == null || !interaction.losses().contains(cutOff.loss());
        return fault != null || crosses ? fault : cutOff;
    }

    /** Which message a fault loses, or null. */
    private static @Nullable Loss lost(@Nullable Fault fault) {
        if (fault instanceof Fault.Lost lost) {
            return lost.loss();
        }
        return fault instanceof Fault.Partition partition ? partition.loss() : null;
    }

    /** The request has arrived, and others may take their turn before it takes effect: whether it was so. */
    private boolean hold(DeliveryWorker worker, String resource, Point point, Call<?> call) {
        boolean held = call.interaction().flies() && worker.plan().pausesAt(point, true);
        if (held) {
            barrier.calls(worker, resource, point);
            try {
                call.arrive();
            } finally {
                barrier.comesBack(worker, point);
            }
            arrive(worker, new WorkerState.Still(point, true));
        }
        return held;
    }

    private void arrive(DeliveryWorker worker, WorkerState.Still at) {
        barrier.arrive(worker, at, () -> worker.plan().pausesAt(at.point(), at.inFlight()));
    }

    private static void refuseTheDead(DeliveryWorker worker) {
        if (worker.isDead()) {
            throw worker.refuse();
        }
    }

    private <T> T proceed(DeliveryWorker worker, String resource, Point point, Call<T> call, @Nullable Fault fault)
            throws Exception {
        T value = null;
        Exception thrown = null;
        Loss lost = lost(fault);
        if (lost != null) {
            call.losing(lost);
        }
        barrier.calls(worker, resource, point);
        try {
            value = call.proceed();
        } catch (Exception refusal) {
            thrown = refusal;
        } finally {
            barrier.comesBack(worker, point);
        }
        Reply reply = call.reply(value, thrown);
        if (fault instanceof Fault.Crash) {
            throw die(worker, point, call, reply, fault);
        }
        passed(worker, point, call, reply, fault);
        if (lost != null) {
            throw call.lose(lost);
        }
        if (thrown != null) {
            throw thrown;
        }
        return value;
    }

    private WorkerKilled die(DeliveryWorker worker, Point point, Call<?> call, @Nullable Reply reply, Fault fault) {
        passed(worker, point, call, reply, fault);
        worker.kill();
        return new WorkerKilled(worker.name());
    }

    private void passed(
            DeliveryWorker worker, Point point, Call<?> call, @Nullable Reply reply, @Nullable Fault fault) {
        Access access = reply == null ? Access.none() : call.access();
        record(new Step.Passed(
                worker.worker(), point, call.interaction(), reply, fault, worker.isAcknowledged(), access));
    }

    /** A thread of a worker that passes with an interaction. */
    private final class AdmittedWorker implements InteractionRoute.Admitted {

        private final DeliveryWorker worker;
        private final Interaction interaction;

        AdmittedWorker(DeliveryWorker worker, Interaction interaction) {
            this.worker = worker;
            this.interaction = interaction;
        }

        @Override
        public <T> T decide(String resource, Call<T> call) throws Exception {
            return Workers.this.decide(worker, resource, call);
        }

        @Override
        public void during(Runnable wait) {
            worker.admission().leave();
            wait.run();
            worker.admission().enter(interaction);
        }
    }
}
