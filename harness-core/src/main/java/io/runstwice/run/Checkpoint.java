package io.runstwice.run;

import io.runstwice.schedule.Turn;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A place from which runs can begin: the world between two deliveries, and how it came to be.
 *
 * @param turns the deliveries that led here
 * @param later how much time has passed since the last of them, as a schedule says it
 * @param passed how much time has really passed in all
 * @param capture the world
 * @param steps the trace so far
 * @param acts who has acted so far, and when
 * @param frame where the world's rows stand in time
 */
public record Checkpoint(
        List<Turn> turns,
        Duration later,
        Duration passed,
        World.Capture capture,
        List<Step> steps,
        List<ActTimes> acts,
        TimeFrame frame) {

    /** The name under which an actor's enqueueing of the message stands in a trace. */
    public static final String QUEUE = "queue";

    public Checkpoint {
        turns = List.copyOf(turns);
        steps = List.copyOf(steps);
        acts = List.copyOf(acts);
    }

    /** The world before any worker acted. */
    static Checkpoint given(World.Capture capture, Instant now) {
        return new Checkpoint(
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                capture,
                List.of(),
                List.of(),
                new TimeFrame(now, Duration.ZERO));
    }

    /** The same place by another controlled clock, its given times so much older. */
    Checkpoint elsewhen(Duration clockShift, Duration older) {
        return new Checkpoint(turns, later, clockShift, capture, steps, acts, frame.earlier(older));
    }

    /** The same place now: what goes with the machine's clock has moved. */
    Checkpoint on(Instant now, Duration tick) {
        TimeFrame moved = frame.on(now, tick);
        Duration shift = moved.laid().minus(frame.laid());
        return new Checkpoint(
                turns,
                later,
                passed,
                capture,
                steps,
                acts.stream().map(act -> act.movedBy(shift)).toList(),
                moved);
    }

    /** When the first worker began, told as if its rows had never been moved. */
    public Instant begin() {
        return acts.stream().map(ActTimes::begin).findFirst().orElse(frame.at()).minus(frame.laid());
    }

    /** When it was captured, told in the same way. */
    public Instant end() {
        return frame.at().minus(frame.laid());
    }

    /** The number of the delivery that comes next. */
    public int next() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
    }
}
