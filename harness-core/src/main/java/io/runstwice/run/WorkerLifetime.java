package io.runstwice.run;

import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.util.function.Supplier;

/**
 * The life of a worker, for work that something outside this JVM does: it has to end when the worker does. Thread-safe.
 */
public interface WorkerLifetime {

    /** Whose it is, as resources know it. */
    Worker self();

    /**
     * What has to happen at the very moment at which the worker is killed, before any other worker acts. Runs once, on
     * whichever thread kills; at the latest when the run ends; at once if the worker is dead.
     */
    void onDeath(Runnable end);

    /**
     * Who can say where its work is, if that is not to be seen here.
     *
     * @param asked gives the place in the job's code; an empty text if it cannot be told
     */
    void isSeenBy(Supplier<String> asked);

    /**
     * The worker has ended by itself, as a process does that is told to exit: it is dead from here on.
     *
     * @param how as a story says it
     * @return to be thrown
     */
    WorkerKilled exited(String how);
}
