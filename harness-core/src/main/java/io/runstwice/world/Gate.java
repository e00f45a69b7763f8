package io.runstwice.world;

import java.time.Clock;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The place that every interaction passes: a tap calls it instead of the resource.
 *
 * <p>Around each call there are two points, before and after. At each the scheduler of the run decides: proceed, kill
 * the worker, or lose a message. Each resource of a world gets a gate of its own, which knows the resource's name.
 *
 * <p>Thread-safe. To be called, not implemented, by resources.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Gate {

    /**
     * The worker that the calling thread acts for.
     *
     * <p>In this order: the worker of the thread, or of the thread that started it, while that delivery lives or the
     * thread is still busy with it; else {@code opener}; else, for a thread that belongs to the job, the worker whose
     * turn it is. A dead worker is given back too: the tap then does what a dead worker's tap does.
     *
     * @param opener the worker that opened the session or listener that is used, or null
     * @return the worker, or null for a thread of no worker (the test's own, or outside an exploration)
     */
    @Nullable
    Worker owner(@Nullable Worker opener);

    /**
     * Lets an interaction pass, or not.
     *
     * @param owner whose interaction it is, from {@link #owner}; null passes untouched, and is counted
     * @param call the interaction
     * @return what the resource gave back
     * @throws Exception the resource's refusal, or what {@link Call#lose} gave for a lost message
     * @throws WorkerKilled if the worker was killed at one of the two points, or is dead
     */
    <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception;

    /**
     * Whether this worker is cut off from this resource just now, so that no connection can be made either.
     *
     * @param owner from {@link #owner}
     * @return {@link Loss#REQUEST} if nothing arrives, {@link Loss#REPLY} if no reply comes back, null if it is not cut
     *     off
     */
    default @Nullable Loss cutOff(@Nullable Worker owner) {
        return null;
    }

    /** The controlled clock of the world. It stands still within a run, and moves when the schedule lets time pass. */
    Clock clock();

    /** The machine's clock, which goes on while an exploration does. */
    default Clock machine() {
        return Clock.systemUTC();
    }

    /** How late the last redelivery of this exploration comes. */
    default Duration bound() {
        return Duration.ofHours(1);
    }

    /**
     * Says that the run can prove nothing, and why: something went past the tap, or a write has no owner.
     *
     * @param reason one line, for people: what happened and the way out
     */
    void doubt(String reason);

    /**
     * Notes a fact that a certificate has to mention. It is told once per exploration, however often it is noted.
     *
     * @param fact one line, for people
     */
    void note(String fact);

    /**
     * Reports a fact about the job that decides which states are one, or which schedules may be left out. Earlier runs
     * may have left out too much, so if the fact is new, the exploration begins again and knows it from the start.
     *
     * @param fact the same text each time
     */
    default void shows(String fact) {}

    /** The gate of a resource that no exploration watches: everything passes. */
    static Gate open() {
        return OpenGate.INSTANCE;
    }
}
