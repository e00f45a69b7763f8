package io.runstwice.run;

import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Executes schedules: from the beginning, or from a place that an earlier run has reached.
 *
 * <p>Not thread-safe. An {@link AssertionError} or an aborted assumption in the job is never a negative acknowledgement: it is
 * thrown as itself, after the run was brought to its end.
 */
public final class Runner {

    private final Stage stage;
    private final World world;
    private final Work work;
    private final Duration deliveryWithin;
    private final Duration redeliveredWithin;
    private final Start root;

    /**
     * @param world open, and as the first delivery is to find it
     * @param deliveryWithin how long one delivery may take
     * @param redeliveredWithin how late the last redelivery comes
     */
    public Runner(Stage stage, World world, Work work, Duration deliveryWithin, Duration redeliveredWithin) {
        this.stage = stage;
        this.world = world;
        this.work = work;
        this.deliveryWithin = deliveryWithin;
        this.redeliveredWithin = redeliveredWithin;
        stage.clock().show(Duration.ZERO);
        this.root = new Start(List.of(), Duration.ZERO, Duration.ZERO, world.capture(), List.of(), Instant.now());
    }

    /** The world before the first delivery. */
    public Start root() {
        return root;
    }

    /** What the controlled clock shows at a place. */
    public Instant clockAt(Start start) {
        stage.clock().show(start.passed());
        return stage.clock().instant();
    }

    /** Runs one more delivery and stops there. */
    public Run advance(Start from, Turn turn) {
        return play(from, play -> play.deliver(turn));
    }

    /** Runs on without faults until the message is settled: at once, then once more at the end of the bound. */
    public Run complete(Start from) {
        return play(from, play -> play.settle(redeliveredWithin));
    }

    /** Runs a whole schedule from the beginning, and on until the message is settled. */
    public Run run(Schedule schedule) {
        return play(root, play -> {
            schedule.turns().forEach(play::deliverIfNeeded);
            play.settle(redeliveredWithin);
        });
    }

    /** The baseline once more, with another clock and other generated values. */
    public Run perturbed(Duration clockShift) {
        Start elsewhen = new Start(List.of(), Duration.ZERO, clockShift, root.capture(), List.of(), Instant.now());
        return play(elsewhen, play -> {
            world.perturb();
            play.deliver(Turn.of(1));
        });
    }

    /** The same place after some time. */
    public Start later(Start start, Duration time) {
        reach(start);
        stage.clock().show(start.passed().plus(time));
        world.pass(time);
        return new Start(
                start.turns(),
                start.later().plus(time),
                start.passed().plus(time),
                world.capture(),
                start.steps(),
                start.begin());
    }

    /** Puts the world back to what the first delivery finds. */
    public void restore() {
        world.restore(root.capture());
        stage.clock().show(Duration.ZERO);
    }

    private Run play(Start from, Consumer<Play> script) {
        Start start = reach(from);
        Play play = new Play(stage, world, work, deliveryWithin, start);
        try {
            script.accept(play);
        } finally {
            play.leave();
        }
        return play.result();
    }

    /** Where snapshots cannot be put back, the deliveries that led there are run again. */
    private Start reach(Start start) {
        stage.clock().show(start.passed());
        if (world.restoresAny() || start.turns().isEmpty()) {
            world.restore(start.capture());
            return start.turns().isEmpty()
                    ? new Start(List.of(), start.later(), start.passed(), start.capture(), List.of(), Instant.now())
                    : start;
        }
        world.restore(root.capture());
        return repeat(start);
    }

    private Start repeat(Start start) {
        stage.clock().show(Duration.ZERO);
        Start first = new Start(List.of(), Duration.ZERO, Duration.ZERO, root.capture(), List.of(), Instant.now());
        Play play = new Play(stage, world, work, deliveryWithin, first);
        try {
            start.turns().forEach(play::deliver);
            play.pass(start.later());
        } finally {
            play.leave();
        }
        checkArrival(play.result());
        return new Start(start.turns(), start.later(), start.passed(), start.capture(), start.steps(), first.begin());
    }

    private static void checkArrival(Run prefix) {
        if (prefix.settled() || !prefix.unfired().isEmpty() || !prefix.doubts().isEmpty()) {
            throw new Strayed(
                    "the deliveries \"" + prefix.schedule() + "\", run again to reach their state once more, took"
                            + " another path than the first time: does the job read the clock or random numbers?");
        }
    }

    /** A state that could be reached once only. */
    public static final class Strayed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Strayed(String message) {
            super(message, null, false, false);
        }
    }
}
