package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run while it goes on. Used by the harness's own thread alone. */
final class ScheduleExecution {

    private final RunEnvironment environment;
    private final World world;
    private final Workload workload;
    private final Duration deliveryWithin;
    private final Checkpoint from;
    private final Workers workers;
    private final TurnScheduler scheduler;
    private final QueuedCopies copies;
    private final Refusals refusals;
    private final Map<WorkerName, WorkerExecution> executions = new LinkedHashMap<>();
    private final List<Turn> turns;
    private final List<Fault> unfired = new ArrayList<>();
    private final ActTimes.Recorder actTimes;
    private Duration passed;
    private Duration later;
    private boolean hung;
    private @Nullable Throwable verdictOfItsOwn;
    private @Nullable Run result;

    ScheduleExecution(
            RunEnvironment environment, World world, Workload workload, Duration deliveryWithin, Checkpoint from) {
        this.environment = environment;
        this.world = world;
        this.workload = workload;
        this.deliveryWithin = deliveryWithin;
        this.from = from;
        this.workers = new Workers(environment.context());
        this.scheduler = new TurnScheduler(world, workers);
        this.copies = new QueuedCopies(workload.messages().size(), from.next() - 1);
        this.refusals = new Refusals(copies, environment.context().bound());
        from.steps().forEach(step -> refusals.read(step, from.turns()));
        this.turns = new ArrayList<>(from.turns());
        this.passed = from.passed();
        this.later = from.later();
        this.actTimes = new ActTimes.Recorder(from.acts());
        environment.run().enter(workers);
    }

    /** Lets time pass before the next turn, as a schedule says it. */
    void pass(Duration said) {
        Duration time = said.isZero() ? said : Delay.of(said, turns, steps());
        later = later.plus(said);
        passed = passed.plus(time);
        environment.context().clock().show(passed);
        if (!time.isZero()) {
            world.pass(time);
            actTimes.passes(environment.context().clock().instant(), world.nowInWords());
        }
    }

    /**
     * Gives one worker a turn. What a schedule says of a message that is settled, or of a worker that is over, never
     * happens.
     */
    void turn(Turn turn) {
        if (verdictOfItsOwn != null) {
            return;
        }
        WorkerExecution known = executions.get(turn.worker());
        if (known == null || hasActed(known)) {
            begin(turn);
        } else if (scheduler.living().contains(known.worker())) {
            pass(turn.later());
            perform(known, turn);
        } else {
            unfired.addAll(turn.faults());
        }
    }

    /** An actor whose act is over begins another one. */
    private boolean hasActed(WorkerExecution known) {
        DeliveryWorker worker = known.worker();
        return !worker.worker().isDelivery() && !scheduler.living().contains(worker);
    }

    private void begin(Turn turn) {
        Optional<QueuedCopies.Handed> handed = handOut(turn);
        if (handed.isEmpty()) {
            unfired.addAll(turn.faults());
            return;
        }
        pass(turn.later());
        QueuedCopies.Handed message = handed.get();
        Work work = prepared(turn, message);
        DeliveryWorker worker = environment.run().newWorker(workers, turn.worker());
        WorkerExecution execution = new WorkerExecution(environment, world, work, worker, message.again());
        executions.put(turn.worker(), execution);
        scheduler.enters(worker);
        boolean several = workload.areSeveral() && turn.worker().isDelivery();
        record(new Step.Began(turn.worker(), turn.source(), later, several ? nameOf(message) : ""));
        perform(execution, several ? turn.bringing(message.message()) : turn);
    }

    private void record(Step step) {
        workers.record(step);
        refusals.read(step, turns);
    }

    /** Before it has a worker, which could not be ended: what is thrown here is thrown on as it is. */
    private Work prepared(Turn turn, QueuedCopies.Handed message) {
        Work work = workload.of(turn.worker(), message.message());
        work.prepare();
        return work;
    }

    private String nameOf(QueuedCopies.Handed message) {
        return workload.messages().get(message.message() - 1).name();
    }

    private Optional<QueuedCopies.Handed> handOut(Turn turn) {
        if (!turn.worker().isDelivery()) {
            return Optional.of(new QueuedCopies.Handed(0, false));
        }
        Optional<Integer> latest = scheduler.living().stream()
                .map(worker -> worker.worker().number())
                .filter(number -> number > 0)
                .max(Integer::compare);
        return copies.deliver(turn.delivery(), turn.source(), latest, turn.message());
    }

    private void perform(WorkerExecution execution, Turn turn) {
        if (execution.hasBegun() && !later.isZero()) {
            workers.record(new Step.Passing(turn.worker(), later));
        }
        turns.add(new Turn(turn.worker(), turn.source(), later, withPending(execution.worker(), turn), turn.message()));
        later = Duration.ZERO;
        workers.executes(turns);
        environment.context().threads().release();
        execution.worker().plan().add(turn);
        scheduler.turn(execution.worker());
        if (execution.hasBegun()) {
            scheduler.goOn(execution.worker());
        } else {
            begin(execution);
        }
        TurnScheduler.Stop stop = scheduler.await(execution.worker(), deliveryWithin);
        workers.barrier().letPass(null);
        if (stop == TurnScheduler.Stop.HUNG) {
            ended(execution, execution.hang(scheduler.stuck(execution.worker())));
        }
        tidyUp();
        scheduler.turn(null);
        world.catchUp();
        environment.context().tick().passes();
    }

    private void begin(WorkerExecution execution) {
        environment.context().tick().awaitAnother();
        actTimes.begins(
                execution.worker().worker(),
                environment.context().machine().instant(),
                environment.context().clock().instant(),
                world.nowInWords());
        execution.begin();
    }

    /**
     * The faults of a turn, and before them what its worker did not come to in its last one because it was kept
     * waiting: that is told where it can happen.
     */
    private List<Fault> withPending(DeliveryWorker worker, Turn turn) {
        List<Fault> pending = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn earlier = turns.get(i);
            if (earlier.worker().equals(worker.worker()) && !earlier.pauses()) {
                List<Fault> fired = new ArrayList<>(earlier.faults());
                fired.removeAll(worker.plan().unfired());
                pending.addAll(earlier.faults());
                pending.removeAll(fired);
                turns.set(i, earlier.with(fired));
            }
        }
        pending.addAll(turn.faults());
        return pending;
    }

    /**
     * Workers that are over leave; what they held is given to those that wait for it, until nothing changes any more.
     */
    private void tidyUp() {
        do {
            for (DeliveryWorker worker : scheduler.living()) {
                if (workers.barrier().state(worker) instanceof WorkerState.Over) {
                    WorkerExecution over = executions.get(worker.worker());
                    ended(over, over.finish());
                }
            }
            scheduler.settle(null, System.nanoTime() + deliveryWithin.toNanos());
        } while (scheduler.living().stream()
                .anyMatch(worker -> workers.barrier().state(worker) instanceof WorkerState.Over));
    }

    private void ended(WorkerExecution execution, Ending ending) {
        DeliveryWorker worker = execution.worker();
        scheduler.leaves(worker);
        actTimes.ends(worker.worker(), environment.context().machine().instant());
        workers.ask(worker.worker(), true);
        record(new Step.Ended(worker.worker(), ending));
        unfired.addAll(worker.plan().unfired());
        if (verdictOfItsOwn == null) {
            verdictOfItsOwn = execution.verdictOfItsOwn();
        }
        if (ending.settles() && worker.worker().isDelivery()) {
            copies.settle(worker.worker().number());
        }
        if (ending instanceof Ending.Hung where) {
            hung = true;
            environment
                    .context()
                    .doubt(worker.worker() + " did not return within " + deliveryWithin.toMillis() + " ms"
                            + (where.waits().isEmpty() ? "" : ": " + where.waits()) + "; last seen at " + where.where()
                            + ". Give the job a time-out, or raise Bounds.deliveryWithin");
        }
    }

    /** So many copies at once, on as many threads, in an order that the machine chooses. */
    void burst(int copiesAtOnce) {
        workers.barrier().close();
        for (int i = 0; i < copiesAtOnce; i++) {
            Turn turn = i == 0 ? Turn.of(nextDelivery()) : Turn.copy(nextDelivery());
            QueuedCopies.Handed message = handOut(turn).orElseThrow();
            Work work = prepared(turn, message);
            DeliveryWorker worker = environment.run().newWorker(workers, turn.worker());
            executions.put(turn.worker(), new WorkerExecution(environment, world, work, worker, message.again()));
            scheduler.enters(worker);
            record(new Step.Began(turn.worker(), turn.source(), Duration.ZERO));
            turns.add(turn);
        }
        executions.values().forEach(this::begin);
        long deadline = System.nanoTime() + deliveryWithin.toNanos();
        for (DeliveryWorker worker : scheduler.living()) {
            WorkerExecution execution = executions.get(worker.worker());
            boolean over = workers.barrier().await(worker, false, deadline) instanceof WorkerState.Over;
            ended(execution, over ? execution.finish() : execution.hang(scheduler.stuck(execution.worker())));
        }
    }

    /** Lets every worker that still stands come to its end, the lowest number first. */
    void finish() {
        while (!scheduler.living().isEmpty() && verdictOfItsOwn == null) {
            Optional<DeliveryWorker> next =
                    scheduler.living().stream().filter(scheduler::canGoOn).findFirst();
            if (next.isPresent()) {
                turn(Turn.of(next.get().worker()));
            } else if (!scheduler.awaitRefusal(deliveryWithin)) {
                standstill();
            }
            tidyUp();
        }
    }

    /** No worker can go on, and none was refused in time. */
    private void standstill() {
        environment
                .context()
                .doubt(scheduler.standstill() + ": no worker can go on, and none gave up within "
                        + deliveryWithin.toMillis()
                        + " ms. Give the job's waits a time-out, or raise Bounds.deliveryWithin");
        hung = true;
        scheduler.living().stream()
                .map(worker -> executions.get(worker.worker()))
                .forEach(execution -> ended(execution, execution.hang(scheduler.stuck(execution.worker()))));
    }

    /**
     * Redelivers without faults what is neither settled nor stuck: at once, and once more at the end of the bound; once
     * more again if another message was done meanwhile.
     */
    void settle(Duration redeliveredWithin) {
        finish();
        redeliver();
        while (copies.open() > 0 && !hung && verdictOfItsOwn == null) {
            pass(redeliveredWithin);
            redeliver();
        }
    }

    private void redeliver() {
        for (int copy = copies.open(); copy > 0 && !hung; copy--) {
            turn(Turn.of(nextDelivery()));
            finish();
        }
    }

    private int nextDelivery() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
    }

    /** What was run, as far as it came. */
    String schedule() {
        return turns.isEmpty() ? "" : scheduleOf(turns).toString();
    }

    /** Ends the run and reads what it left. */
    void leave() {
        environment.run().leave(workers);
        try {
            abandon();
        } finally {
            world.endRun();
        }
        WorkerExecution.rethrow(verdictOfItsOwn);
        if (copies.areSettled()) {
            workers.ask(turns.get(turns.size() - 1).worker(), false);
        }
        State state = world.observe();
        Instant now = environment.context().machine().instant();
        Run.Times times = new Run.Times(acts(now), from.frame().laid(), passed);
        List<Step> steps = steps();
        Optional<Checkpoint> here = copies.areSettled()
                ? Optional.empty()
                : Optional.of(new Checkpoint(
                        turns,
                        later,
                        passed,
                        world.capture(),
                        steps,
                        actTimes.acts(now),
                        from.frame().captured(now)));
        result = new Run(
                scheduleOf(turns),
                steps,
                copies.areSettled(),
                state,
                times,
                here,
                unfired,
                environment.context().doubts());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>(from.steps());
        steps.addAll(workers.steps());
        return steps;
    }

    /** If no worker acted, the first delivery would have. */
    private List<ActTimes> acts(Instant now) {
        List<ActTimes> acts = actTimes.acts(now);
        return acts.isEmpty()
                ? List.of(new ActTimes(
                        WorkerName.delivery(1),
                        now,
                        now,
                        List.of(environment.context().clock().instant()),
                        Set.of(),
                        Duration.ZERO))
                : acts;
    }

    /**
     * A worker that still lives ends with the run, as it would with its process. One that has not begun just leaves.
     */
    private void abandon() {
        for (DeliveryWorker worker : scheduler.living()) {
            WorkerExecution execution = executions.get(worker.worker());
            if (execution.hasBegun()) {
                execution.finish();
            }
            scheduler.leaves(worker);
        }
    }

    private static Schedule scheduleOf(List<Turn> turns) {
        return turns.isEmpty() ? Schedule.once() : new Schedule(turns);
    }

    Run result() {
        if (result == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return result;
    }
}
