package io.runstwice.judge;

import io.runstwice.world.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The final state of a run, with the moments that are needed to read the times in it.
 *
 * @param state the state of the world, times as they were written
 * @param acts the acts that wrote, with their times; at least one
 * @param laid by how much given times were moved when the world was put back for this run; zero if they stand where
 *     they were first seen
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Observation(State state, List<Act> acts, Duration laid) {

    /** An observation; its acts in the order of their begin. */
    public Observation {
        if (acts.isEmpty()) {
            throw new IllegalArgumentException("a run in which no worker acted has no times to read");
        }
        acts = List.copyOf(acts);
    }

    /**
     * One stretch of a run in which one worker wrote: a delivery, or an actor.
     *
     * @param begin when it began, by the machine's clock
     * @param end when it had ended, by the machine's clock
     * @param clocks where the controlled clock stood meanwhile, in this order; it jumps from one to the next
     * @param shown by how much statements that make a text or a number of now saw a later one, each other than zero
     */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public record Act(Instant begin, Instant end, List<Instant> clocks, Set<Duration> shown) {

        /** An act; at least one position of the controlled clock. */
        public Act {
            if (clocks.isEmpty()) {
                throw new IllegalArgumentException("the controlled clock always stands somewhere");
            }
            clocks = List.copyOf(clocks);
            shown = Set.copyOf(shown);
        }

        /** One that saw no other now than the clocks'. */
        public Act(Instant begin, Instant end, List<Instant> clocks) {
            this(begin, end, clocks, Set.of());
        }
    }

    /** These moments around another state. */
    Observation with(State other) {
        return new Observation(other, acts, laid);
    }
}
