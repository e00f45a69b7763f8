package io.runstwice.run;

import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.ResourceFailure;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes schedules: from the beginning, or from a place that an earlier run has reached.
 *
 * <p>Not thread-safe. An {@link AssertionError} or an aborted assumption in the job is never a negative
 * acknowledgement: it is thrown as itself, after the run was brought to its end.
 */
public final class Runner {

    private static final Duration MORE_THAN_A_SECOND = Duration.ofMillis(1_050);

    private final RunEnvironment environment;
    private final World world;
    private final Workload workload;
    private final Duration deliveryWithin;
    private final Duration redeliveredWithin;
    private final Checkpoint beginning;
    private @Nullable Checkpoint root;
    private Duration tick = TimeFrame.TICK;
    private Duration laid = Duration.ZERO;
    private Duration quickest = Duration.ofHours(1);

    /**
     * @param world open, and as the first delivery is to find it
     * @param deliveryWithin how long one delivery may take
     * @param redeliveredWithin how late the last redelivery comes
     */
    public Runner(
            RunEnvironment environment,
            World world,
            Workload workload,
            Duration deliveryWithin,
            Duration redeliveredWithin) {
        this.environment = environment;
        this.world = world;
        this.workload = workload;
        this.deliveryWithin = deliveryWithin;
        this.redeliveredWithin = redeliveredWithin;
        environment.context().clock().show(Duration.ZERO);
        environment.context().within(redeliveredWithin);
        Instant now = environment.context().machine().instant();
        this.beginning = Checkpoint.given(world.capture(), now);
    }

    /** How late the last redelivery comes. */
    public Duration bound() {
        return redeliveredWithin;
    }

    /** The world before any worker acted. */
    public Checkpoint beginning() {
        return beginning;
    }

    /** The world before the first delivery: the actors have run, one after the other. */
    public Checkpoint root() {
        Checkpoint known = root;
        if (known == null) {
            known = workload.names().isEmpty() ? beginning : afterActors();
            root = known;
        }
        return known;
    }

    /** Whether a delivery has asked for the controlled clock. */
    public boolean clockWasAsked() {
        return environment.wasAsked(AttemptQuestion.CLOCK);
    }

    /** How many threads have acted that no delivery had started; they were not waited for before they came. */
    public int visitors() {
        return environment.shown().visitors();
    }

    /** The messages' names, in the order in which they were sent. */
    public List<String> messages() {
        return workload.messages().stream().map(Workload.Message::name).toList();
    }

    /** Says something that the certificate has to mention. */
    public void note(String fact) {
        environment.note(fact);
    }

    /** What the test says of what the messages change. */
    public Workload.Asked asked() {
        return workload.asked();
    }

    /** The actors' names, in their order. */
    public List<WorkerName> actors() {
        return workload.names();
    }

    private Checkpoint afterActors() {
        Run run = only(workload.names().stream().map(Turn::of).toList());
        run.steps().forEach(Runner::mustNotFail);
        return run.here().orElseThrow();
    }

    private static void mustNotFail(Step step) {
        if (step instanceof Step.Ended ended && ended.ending() instanceof Ending.Threw threw) {
            throw new Strayed(
                    "the actor " + step.worker() + " failed by itself, with no worker beside it: " + threw.failure());
        }
    }

    /** What the controlled clock shows at a place. */
    public Instant clockAt(Checkpoint start) {
        environment.context().clock().show(start.passed());
        return environment.context().clock().instant();
    }

    /** Runs one more delivery and stops there. */
    public Run advance(Checkpoint from, Turn turn) {
        return execute(from, execution -> execution.turn(turn));
    }

    /** Runs on without faults until the message is settled: at once, then once more at the end of the bound. */
    public Run complete(Checkpoint from) {
        return execute(from, execution -> execution.settle(redeliveredWithin));
    }

    /** Runs a whole schedule from the beginning, and on until the message is settled. */
    public Run run(Schedule schedule) {
        return execute(beginning, execution -> {
            workload.names().stream()
                    .filter(name -> schedule.turns().stream()
                            .noneMatch(turn -> turn.worker().equals(name)))
                    .forEach(name -> execution.turn(Turn.of(name)));
            schedule.turns().forEach(execution::turn);
            execution.settle(redeliveredWithin);
        });
    }

    /**
     * Runs on from a place with some turns, lets every worker that began come to its end, then those that are to
     * begin afterwards, one by one, and redelivers until every copy is settled.
     */
    public Run overlap(Checkpoint from, List<Turn> turns, List<Turn> afterwards) {
        return execute(from, execution -> {
            turns.forEach(execution::turn);
            execution.finish();
            for (Turn turn : afterwards) {
                execution.turn(turn);
                execution.finish();
            }
            execution.settle(redeliveredWithin);
        });
    }

    /** Runs some turns from the world before any worker acted, and no more than these. */
    public Run only(List<Turn> turns) {
        return execute(beginning, execution -> turns.forEach(execution::turn));
    }

    /**
     * So many copies at once from the first delivery's place, uncontrolled; then redelivers until every copy is
     * settled.
     */
    public Run burst(int copies) {
        return execute(root(), execution -> {
            execution.burst(copies);
            execution.settle(redeliveredWithin);
        });
    }

    /**
     * A baseline of these turns with another clock, given times so many ticks older, and generators that were moved so
     * often.
     */
    public Run perturbed(Duration clockShift, int moves, List<Turn> turns) {
        return baseline(beginning.elsewhen(clockShift, TimeFrame.odd(moves)), moves, turns);
    }

    /**
     * A baseline of these turns once more, with nothing changed but that the statements of workers see now as so much
     * later.
     */
    public Run seeingNowLater(Duration ahead, List<Turn> turns) {
        world.showNow(ahead);
        try {
            return perturbed(Duration.ZERO, 0, turns);
        } finally {
            world.showNow(Duration.ZERO);
        }
    }

    /**
     * A baseline of these turns once more, so long after another one that they lie in two seconds however these are
     * rounded: what is cut to whole seconds shows.
     *
     * @param ended when the other one had ended
     */
    public Run inAnotherSecond(Instant ended, List<Turn> turns) {
        Instant next = ended.plus(MORE_THAN_A_SECOND);
        for (Instant now = environment.context().machine().instant();
                now.isBefore(next);
                now = environment.context().machine().instant()) {
            LockSupport.parkNanos(Duration.between(now, next).toNanos());
        }
        return baseline(beginning.elsewhen(Duration.ZERO, TimeFrame.odd(1)), 0, turns);
    }

    private Run baseline(Checkpoint from, int moves, List<Turn> turns) {
        return execute(from, execution -> {
            for (int move = 0; move < moves; move++) {
                world.perturb();
            }
            turns.forEach(execution::turn);
        });
    }

    /** The same place after some time, as a schedule says it. */
    public Checkpoint later(Checkpoint from, Duration said) {
        Checkpoint start = reach(from);
        Duration time = Delay.of(said, start.turns(), start.steps());
        environment.context().clock().show(start.passed().plus(time));
        world.pass(time);
        Instant now = environment.context().machine().instant();
        return new Checkpoint(
                start.turns(),
                start.later().plus(said),
                start.passed().plus(time),
                world.capture(),
                start.steps(),
                start.acts(),
                start.frame().captured(now));
    }

    /** Puts the world back to what it was before any worker acted. */
    public void restore() {
        world.restore(beginning.capture());
        environment.context().clock().show(Duration.ZERO);
    }

    private Run execute(Checkpoint from, Consumer<ScheduleExecution> plan) {
        Checkpoint start = reach(from);
        return executed(new ScheduleExecution(environment, world, workload, deliveryWithin, start), plan);
    }

    /** The run comes to its end even if it throws; what it threw first is what is told. */
    private static Run executed(ScheduleExecution execution, Consumer<ScheduleExecution> plan) {
        RuntimeException first = null;
        try {
            plan.accept(execution);
        } catch (RuntimeException failure) {
            first = failure;
        } finally {
            first = left(execution, first);
        }
        if (first != null) {
            throw first instanceof ResourceFailure broken ? broken.in(execution.schedule()) : first;
        }
        return execution.result();
    }

    private static @Nullable RuntimeException left(ScheduleExecution execution, @Nullable RuntimeException first) {
        try {
            execution.leave();
            return first;
        } catch (RuntimeException second) {
            if (first == null) {
                return second;
            }
            first.addSuppressed(second);
            return first;
        }
    }

    /** Where snapshots cannot be put back, the deliveries that led there are run again. */
    private Checkpoint reach(Checkpoint from) {
        environment.context().clock().show(from.passed());
        if (world.restoresAny() || from.turns().isEmpty()) {
            return putBack(from);
        }
        return repeat(from);
    }

    private Checkpoint putBack(Checkpoint from) {
        Checkpoint start = from.on(environment.context().machine().instant(), tick);
        Duration to = start.frame().laid();
        long before = System.nanoTime();
        world.restore(start.capture(), to);
        if (!to.equals(laid)) {
            pace(Duration.ofNanos(System.nanoTime() - before));
            laid = to;
        }
        return start;
    }

    /**
     * Takes coarser ticks where it is slow to move the times of many rows, so that a tenth of the time is spent on it
     * at most. One slow moment does not count.
     */
    private void pace(Duration moved) {
        quickest = moved.compareTo(quickest) < 0 ? moved : quickest;
        tick = TimeFrame.TICK.multipliedBy(Math.max(1, quickest.multipliedBy(10).dividedBy(TimeFrame.TICK)));
    }

    private Checkpoint repeat(Checkpoint start) {
        environment.context().clock().show(Duration.ZERO);
        Run prefix = executed(
                new ScheduleExecution(environment, world, workload, deliveryWithin, putBack(beginning)), execution -> {
                    start.turns().forEach(execution::turn);
                    execution.pass(start.later());
                });
        checkArrival(prefix);
        Checkpoint again = prefix.here().orElseThrow();
        return new Checkpoint(
                start.turns(),
                start.later(),
                start.passed(),
                start.capture(),
                start.steps(),
                again.acts(),
                again.frame());
    }

    private static void checkArrival(Run prefix) {
        if (prefix.settled() || !prefix.unfired().isEmpty() || !prefix.doubts().isEmpty()) {
            throw new Strayed(
                    "the deliveries \"" + prefix.schedule() + "\", run again to reach their state once more, took"
                            + " another path than the first time: does the job read the clock or random numbers?");
        }
    }

    /** Whether the job's body said by this that its test is over, so that it is thrown as itself. */
    public static boolean isVerdictOfItsOwn(Throwable failure) {
        return WorkerExecution.isVerdict(failure);
    }

    /** A state that could be reached once only. */
    public static final class Strayed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Strayed(String message) {
            super(message, null, false, false);
        }
    }
}
