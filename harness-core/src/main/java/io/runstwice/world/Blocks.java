package io.runstwice.world;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it can make the call of one worker wait until another worker lets go, as a lock
 * does.
 *
 * <p>The harness then gives the turn to the worker that holds the lock. Without this ability no worker is known to
 * wait, and a call that does not come back hangs. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Blocks {

    /**
     * Returns what blocks the current call of this worker, if another worker does. Implementations ask the resource (a
     * table of locks, say) and never infer a wait from the time that went by. They tell workers apart by
     * {@linkplain Worker#name() name}, since the threads of one may have been found in more than one way.
     *
     * <p>A thread of the harness calls it, often, while the worker's own thread is within {@link Call#proceed()}.
     */
    Optional<Wait> waits(Worker worker);

    /**
     * Why the resource cannot tell whom a worker waits for, and the way out; an empty text if it can. By default it
     * can.
     */
    default String blindSpot() {
        return "";
    }

    /**
     * Others wait, and this worker is about to act: if that closes a cycle of waits, this worker is to be refused. A
     * thread of the harness calls it while every worker stands still. Does nothing by default.
     */
    default void sacrifice(Worker worker) {}
}
