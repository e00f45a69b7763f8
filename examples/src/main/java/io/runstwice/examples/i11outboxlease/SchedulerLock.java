package io.runstwice.examples.i11outboxlease;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A lock that ends by itself, as schedulers have it: its holder is not told. */
record SchedulerLock(DataSource database, String name) {

    boolean take() throws SQLException {
        return Sql.update(
                        database,
                        "INSERT INTO scheduler_locks (name, locked_until) VALUES (?, now() + interval '5 minutes')"
                                + " ON CONFLICT (name) DO UPDATE SET locked_until = now() + interval '5 minutes'"
                                + " WHERE scheduler_locks.locked_until < now()",
                        name)
                == 1;
    }

    void release() throws SQLException {
        Sql.update(database, "DELETE FROM scheduler_locks WHERE name = ?", name);
    }
}
