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
 * @param later how much time has passed since the last of them
 * @param passed how much time has passed in all
 * @param capture the world
 * @param steps the trace so far
 * @param begin when the first delivery began, by the machine's clock
 */
public record Start(
        List<Turn> turns, Duration later, Duration passed, World.Capture capture, List<Step> steps, Instant begin) {

    /** The name under which an actor's enqueueing of the message stands in a trace. */
    public static final String QUEUE = "queue";

    public Start {
        turns = List.copyOf(turns);
        steps = List.copyOf(steps);
    }

    /** The number of the delivery that comes next. */
    public int next() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
    }
}
