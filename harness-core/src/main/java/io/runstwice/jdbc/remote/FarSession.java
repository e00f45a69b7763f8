package io.runstwice.jdbc.remote;

import io.runstwice.jdbc.lock.Contender;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import org.jspecify.annotations.Nullable;

/**
 * A session in the process of a delivery, as far as that process has reported it. Its connection is there.
 * Thread-safe.
 */
final class FarSession implements Contender {

    private final long number;
    private final Worker user;
    private volatile @Nullable Sql running;
    private volatile boolean expires;
    private volatile boolean now;
    private volatile boolean sacrificed;

    FarSession(long number, Worker user) {
        this.number = number;
        this.user = user;
    }

    void runs(Sql sql, boolean expiring, boolean atOnce) {
        expires = expiring;
        now = atOnce;
        running = sql;
    }

    void ended() {
        running = null;
        expires = false;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Worker user() {
        return user;
    }

    @Override
    public @Nullable Sql running() {
        return running;
    }

    @Override
    public boolean expires() {
        return expires;
    }

    @Override
    public boolean expiresNow() {
        return now;
    }

    @Override
    public boolean looksAtOnce() {
        return sacrificed;
    }

    /** It is told when it asks next, which is before it can wait. */
    @Override
    public void sacrifice() {
        sacrificed = true;
    }

    @Override
    public void spare() {
        if (running == null) {
            sacrificed = false;
        }
    }
}
