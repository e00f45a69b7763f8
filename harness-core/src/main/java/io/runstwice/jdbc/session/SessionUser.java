package io.runstwice.jdbc.session;

import io.runstwice.world.Worker;
import org.jspecify.annotations.Nullable;

/**
 * The user of a session: the worker that used it last, because a pool above the tap hands one session to worker after
 * worker. Thread-safe.
 */
final class SessionUser {

    private final boolean pooled;
    private volatile @Nullable Worker user;
    private volatile boolean ran;
    private volatile boolean shared;
    private volatile boolean keptByTheDead;

    /**
     * @param opener the worker that asked for the session, or null
     * @param pooled whether a pool above the tap asked for it, and keeps it
     */
    SessionUser(@Nullable Worker opener, boolean pooled) {
        this.user = opener;
        this.ran = opener != null;
        this.pooled = pooled || opener == null;
    }

    @Nullable
    Worker now() {
        return user;
    }

    boolean is(@Nullable Worker worker) {
        Worker its = user;
        return worker != null && its != null && its.name().equals(worker.name());
    }

    /** A living worker takes the session over by using it. Whether it is the first one that has a pool's session. */
    boolean becomes(Worker worker) {
        Worker last = user;
        shared |= last != null;
        user = worker;
        ran = true;
        keptByTheDead = false;
        return last == null && pooled;
    }

    void leaves() {
        user = null;
    }

    /** The worker died, and the session will be used after it. */
    void diesKeepingIt() {
        keptByTheDead = true;
        user = null;
    }

    /**
     * Whether a worker used the session in this run, so that a transaction which it left open is not the test's own.
     */
    boolean ranForAWorker() {
        return ran;
    }

    /**
     * Whether no worker has used it since a worker died that had it from a pool above the tap: the session may never
     * have been given back.
     */
    boolean isKeptByTheDead() {
        return keptByTheDead;
    }

    /** Whether it will be used when its worker is gone: by a pool above the tap. */
    boolean outlivesWorkers() {
        return pooled || shared;
    }
}
