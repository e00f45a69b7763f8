package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * The thread, connections and memory that execute one delivery, as a resource sees them.
 *
 * <p>A resource keeps it beside what belongs to the worker (a session, a listener) and hands it back to the
 * {@link Gate}. Compared by identity. Thread-safe. To be called, not implemented, by resources.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Worker {

    /** The delivery that this worker executes, as it stands in stories: {@code D1}, {@code D2}, … */
    String name();

    /** Whether it was killed. Nothing that a dead worker does may reach the world. */
    boolean isDead();

    /** Whether it executes a delivery of the job, and is no actor beside it. By default it does. */
    default boolean delivers() {
        return true;
    }

    /**
     * Whether the turn alone says that a call is this worker's: the thread may be none of the job's, such as one that
     * looks at the world every second. By default it is not.
     */
    default boolean isPresumed() {
        return false;
    }
}
