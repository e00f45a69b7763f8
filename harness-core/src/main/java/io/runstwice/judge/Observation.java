package io.runstwice.judge;

import io.runstwice.world.State;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;

/**
 * The final state of a run, and what is needed to read the times in it.
 *
 * @param state what the world looked like
 * @param clock what the controlled clock showed when the run began
 * @param begin when the run began, by the machine's clock
 * @param end when the state was read, by the machine's clock
 * @param passed how much time the schedule let pass
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Observation(State state, Instant clock, Instant begin, Instant end, Duration passed) {}
