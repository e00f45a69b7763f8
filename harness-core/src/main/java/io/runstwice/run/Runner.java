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
 * <p>Not thread-safe. An {@link AssertionError} or an aborted assumption in the job is never a negative acknowledgement: it is
 * thrown as itself, after the run was brought to its end.
 */
public final class Runner {

    private static final Duration MORE_THAN_A_SECOND = Duration.ofMillis(1_050);

    private final Stage stage;
    private final World world;
    private final Works works;
    private final Duration deliveryWithin;
    private final Duration redeliveredWithin;
    private final Start beginning;
    private @Nullable Start root;
    private Duration tick = Frame.TICK;
    private Duration laid = Duration.ZERO;
    private Duration quickest = Duration.ofHours(1);

    /**
     * @param world open, and as the first delivery is to find it
     * @param deliveryWithin how long one delivery may take
     * @param redeliveredWithin how late the last redelivery comes
     */
    public Runner(Stage stage, World world, Works works, Duration deliveryWithin, Duration redeliveredWithin) {
        this.stage = stage;
        this.world = world;
        this.works = works;
        this.deliveryWithin = deliveryWithin;
        this.redeliveredWithin = redeliveredWithin;
        stage.clock().show(Duration.ZERO);
        stage.within(redeliveredWithin);
        Instant now = stage.machine().instant();
        this.beginning = Start.given(world.capture(), now);
    }

    /** How late the last redelivery comes. */
    public Duration bound() {
        return redeliveredWithin;
    }

    /** The world before anybody acted. */
    public Start beginning() {
        return beginning;
    }

    /** The world before the first delivery: the actors have run, one after the other. */
    public Start root() {
        Start known = root;
        if (known == null) {
            known = works.names().isEmpty() ? beginning : afterActors();
            root = known;
        }
        return known;
    }

    /** Whether a delivery has asked for the controlled clock. */
    public boolean clockWasAsked() {
        return stage.wasAsked(Stage.Question.CLOCK);
    }

    /** How many threads have acted that no delivery had started; nobody waited for them before they came. */
    public int visitors() {
        return stage.shown().visitors();
    }

    /** The messages' names, in the order in which they were sent. */
    public List<String> messages() {
        return works.messages().stream().map(Works.Message::name).toList();
    }

    /** Says something that the certificate has to mention. */
    public void note(String fact) {
        stage.note(fact);
    }

    /** What the test says of what the messages change. */
    public Works.Asked asked() {
        return works.asked();
    }

    /** The actors' names, in their order. */
    public List<WorkerName> actors() {
        return works.names();
    }

    private Start afterActors() {
        Run run = only(works.names().stream().map(Turn::of).toList());
        run.steps().forEach(Runner::mustNotFail);
        return run.here().orElseThrow();
    }

    private static void mustNotFail(Step step) {
        if (step instanceof Step.Ended ended && ended.ending() instanceof Ending.Threw threw) {
            throw new Strayed(
                    "the actor " + step.worker() + " failed by itself, with nobody beside it: " + threw.failure());
        }
    }

    /** What the controlled clock shows at a place. */
    public Instant clockAt(Start start) {
        stage.clock().show(start.passed());
        return stage.clock().instant();
    }

    /** Runs one more delivery and stops there. */
    public Run advance(Start from, Turn turn) {
        return play(from, play -> play.turn(turn));
    }

    /** Runs on without faults until the message is settled: at once, then once more at the end of the bound. */
    public Run complete(Start from) {
        return play(from, play -> play.settle(redeliveredWithin));
    }

    /** Runs a whole schedule from the beginning, and on until the message is settled. */
    public Run run(Schedule schedule) {
        return play(beginning, play -> {
            works.names().stream()
                    .filter(name -> schedule.turns().stream()
                            .noneMatch(turn -> turn.worker().equals(name)))
                    .forEach(name -> play.turn(Turn.of(name)));
            schedule.turns().forEach(play::turn);
            play.settle(redeliveredWithin);
        });
    }

    /**
     * Runs on from a place with some turns, lets everybody who began come to the end, then those who are to begin afterwards, one by
     * one, and redelivers until every copy is settled.
     */
    public Run overlap(Start from, List<Turn> turns, List<Turn> afterwards) {
        return play(from, play -> {
            turns.forEach(play::turn);
            play.finish();
            for (Turn turn : afterwards) {
                play.turn(turn);
                play.finish();
            }
            play.settle(redeliveredWithin);
        });
    }

    /** Runs some turns from the world before anybody acted, and no more than these. */
    public Run only(List<Turn> turns) {
        return play(beginning, play -> turns.forEach(play::turn));
    }

    /** So many copies at once from the first delivery's place, uncontrolled; then redelivers until every copy is settled. */
    public Run burst(int copies) {
        return play(root(), play -> {
            play.burst(copies);
            play.settle(redeliveredWithin);
        });
    }

    /** A baseline of these turns with another clock, given times so many ticks older, and generators that were moved so often. */
    public Run perturbed(Duration clockShift, int moves, List<Turn> turns) {
        return baseline(beginning.elsewhen(clockShift, Frame.odd(moves)), moves, turns);
    }

    /** A baseline of these turns once more, with nothing changed but that the statements of workers see now as so much later. */
    public Run seeingNowLater(Duration ahead, List<Turn> turns) {
        world.showNow(ahead);
        try {
            return perturbed(Duration.ZERO, 0, turns);
        } finally {
            world.showNow(Duration.ZERO);
        }
    }

    /**
     * A baseline of these turns once more, so long after another one that they lie in two seconds however these are rounded: what is cut to whole
     * seconds shows.
     *
     * @param ended when the other one had ended
     */
    public Run inAnotherSecond(Instant ended, List<Turn> turns) {
        Instant next = ended.plus(MORE_THAN_A_SECOND);
        for (Instant now = stage.machine().instant();
                now.isBefore(next);
                now = stage.machine().instant()) {
            LockSupport.parkNanos(Duration.between(now, next).toNanos());
        }
        return baseline(beginning.elsewhen(Duration.ZERO, Frame.odd(1)), 0, turns);
    }

    private Run baseline(Start from, int moves, List<Turn> turns) {
        return play(from, play -> {
            for (int move = 0; move < moves; move++) {
                world.perturb();
            }
            turns.forEach(play::turn);
        });
    }

    /** The same place after some time, as a schedule says it. */
    public Start later(Start from, Duration said) {
        Start start = reach(from);
        Duration time = Delay.of(said, start.turns(), start.steps());
        stage.clock().show(start.passed().plus(time));
        world.pass(time);
        Instant now = stage.machine().instant();
        return new Start(
                start.turns(),
                start.later().plus(said),
                start.passed().plus(time),
                world.capture(),
                start.steps(),
                start.acts(),
                start.frame().captured(now));
    }

    /** Puts the world back to what it was before anybody acted. */
    public void restore() {
        world.restore(beginning.capture());
        stage.clock().show(Duration.ZERO);
    }

    private Run play(Start from, Consumer<Play> script) {
        Start start = reach(from);
        return played(new Play(stage, world, works, deliveryWithin, start), script);
    }

    /** Whatever happens, the run comes to its end; what happened first is what is told. */
    private static Run played(Play play, Consumer<Play> script) {
        RuntimeException first = null;
        try {
            script.accept(play);
        } catch (RuntimeException failure) {
            first = failure;
        } finally {
            first = left(play, first);
        }
        if (first != null) {
            throw first instanceof ResourceFailure broken ? broken.in(play.schedule()) : first;
        }
        return play.result();
    }

    private static @Nullable RuntimeException left(Play play, @Nullable RuntimeException first) {
        try {
            play.leave();
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
    private Start reach(Start from) {
        stage.clock().show(from.passed());
        if (world.restoresAny() || from.turns().isEmpty()) {
            return putBack(from);
        }
        return repeat(from);
    }

    private Start putBack(Start from) {
        Start start = from.on(stage.machine().instant(), tick);
        Duration to = start.frame().laid();
        long before = System.nanoTime();
        world.restore(start.capture(), to);
        if (!to.equals(laid)) {
            pace(Duration.ofNanos(System.nanoTime() - before));
            laid = to;
        }
        return start;
    }

    /** Where times move in many rows, they do so less often: nine tenths of the time are for the job. One slow moment counts for nothing. */
    private void pace(Duration moved) {
        quickest = moved.compareTo(quickest) < 0 ? moved : quickest;
        tick = Frame.TICK.multipliedBy(Math.max(1, quickest.multipliedBy(10).dividedBy(Frame.TICK)));
    }

    private Start repeat(Start start) {
        stage.clock().show(Duration.ZERO);
        Run prefix = played(new Play(stage, world, works, deliveryWithin, putBack(beginning)), play -> {
            start.turns().forEach(play::turn);
            play.pass(start.later());
        });
        checkArrival(prefix);
        Start again = prefix.here().orElseThrow();
        return new Start(
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
        return Performance.isVerdict(failure);
    }

    /** A state that could be reached once only. */
    public static final class Strayed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Strayed(String message) {
            super(message, null, false, false);
        }
    }
}
