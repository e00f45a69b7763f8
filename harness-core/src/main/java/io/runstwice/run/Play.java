package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run while it goes on. Used by the harness's own thread alone. */
final class Play {

    private final Stage stage;
    private final World world;
    private final Work work;
    private final Duration deliveryWithin;
    private final Start from;
    private final Cast cast;
    private final List<Turn> turns;
    private final List<Fault> unfired = new ArrayList<>();
    private Duration passed;
    private Duration later;
    private boolean settled;
    private @Nullable Throwable verdictOfItsOwn;
    private @Nullable Run result;

    Play(Stage stage, World world, Work work, Duration deliveryWithin, Start from) {
        this.stage = stage;
        this.world = world;
        this.work = work;
        this.deliveryWithin = deliveryWithin;
        this.from = from;
        this.cast = new Cast(stage);
        this.turns = new ArrayList<>(from.turns());
        this.passed = from.passed();
        this.later = from.later();
        stage.enter(cast);
    }

    /** Lets time pass before the next delivery. */
    void pass(Duration time) {
        if (!time.isZero()) {
            passed = passed.plus(time);
            later = later.plus(time);
            stage.clock().show(passed);
            world.pass(time);
        }
    }

    /** A settled message does not come again: what a schedule says of further deliveries never happens. */
    void deliverIfNeeded(Turn turn) {
        if (settled) {
            unfired.addAll(turn.faults());
        } else {
            deliver(turn);
        }
    }

    /** Runs one delivery. */
    void deliver(Turn turn) {
        if (verdictOfItsOwn != null) {
            return;
        }
        pass(turn.later());
        int number = turns.size() + 1;
        turns.add(new Turn(number, later, turn.faults()));
        cast.executes(turns);
        cast.record(new Step.Began(number, later));
        later = Duration.ZERO;
        Script script = new Script(turn);
        DeliveryWorker worker = stage.hire(cast, number, script);
        Performance performance =
                new Performance(stage, world, work, worker, !from.turns().isEmpty() || number > 1);
        cast.give(worker);
        Ending ending = performance.run(deliveryWithin);
        cast.give(null);
        cast.record(new Step.Ended(number, ending));
        unfired.addAll(script.unfired());
        verdictOfItsOwn = performance.verdictOfItsOwn();
        settled = ending.settles();
        if (ending instanceof Ending.Hung hung) {
            cast.doubt("D" + number + " did not return within " + deliveryWithin.toMillis() + " ms; last seen at "
                    + hung.where() + ". Give the job a time-out, or raise Bounds.deliveryWithin");
        }
    }

    /** Redelivers without faults: at once, and once more at the end of the bound. */
    void settle(Duration redeliveredWithin) {
        if (!settled) {
            deliver(Turn.of(turns.size() + 1));
        }
        if (!settled) {
            pass(redeliveredWithin);
            deliver(Turn.of(turns.size() + 1));
        }
    }

    /** Ends the run and reads what it left. */
    void leave() {
        stage.leave(cast);
        world.endRun();
        Performance.rethrow(verdictOfItsOwn);
        State state = world.observe();
        Run.Times times = new Run.Times(stage.clock().instant().minus(passed), from.begin(), Instant.now(), passed);
        List<Step> steps = new ArrayList<>(from.steps());
        steps.addAll(cast.steps());
        Optional<Start> here = settled
                ? Optional.empty()
                : Optional.of(new Start(turns, later, passed, world.capture(), steps, from.begin()));
        result = new Run(scheduleOf(turns), steps, settled, state, times, here, unfired, cast.doubts());
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
