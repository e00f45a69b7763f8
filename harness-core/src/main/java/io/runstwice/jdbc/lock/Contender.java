package io.runstwice.jdbc.lock;

import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A session as one that may wait for another's locks, or hold them; in this process or in a delivery's own. */
public interface Contender {

    /** How the server calls it. */
    long number();

    /** The worker that used it last. */
    @Nullable
    Worker user();

    /** The statement that runs on it just now, or null. */
    @Nullable
    Sql running();

    /** Whether the job has set a time-out that would end the wait of what runs now. */
    boolean expires();

    /** Whether the schedule says that it does so at once: then it is no wait, and comes back in its own turn. */
    boolean expiresNow();

    /** Whether it looks for a deadlock as soon as it waits. */
    boolean looksAtOnce();

    /** If its next wait closes a cycle, it is the one to be refused. Called while nothing runs on it. */
    void sacrifice() throws SQLException;

    /** It is no longer the one. */
    void spare() throws SQLException;
}
