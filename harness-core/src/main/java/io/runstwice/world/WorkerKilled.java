package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * Ends the thread of a killed worker.
 *
 * <p>A real SIGKILL runs no clean-up. Inside one JVM the nearest thing is an {@link Error} that no job should catch;
 * a job that catches it all the same finds every tap dead. It carries no stack trace, since it says nothing about the
 * place where it was thrown.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkerKilled extends Error {

    private static final long serialVersionUID = 1L;

    /**
     * For a gate, where it kills.
     *
     * @param worker the name of the worker
     */
    public WorkerKilled(String worker) {
        super("worker " + worker + " was killed here by the harness", null, false, false);
    }
}
