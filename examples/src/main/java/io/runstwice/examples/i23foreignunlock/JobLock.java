package io.runstwice.examples.i23foreignunlock;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A job's row, and the lock in it. */
record JobLock(DataSource database, long jobId) {

    boolean take(String worker) throws SQLException {
        return Sql.update(
                        database,
                        "UPDATE jobs SET locked_by = ?, locked_at = now() WHERE id = ? AND NOT done"
                                + " AND (locked_by IS NULL OR locked_at < now() - interval '5 minutes')",
                        worker,
                        jobId)
                == 1;
    }

    void refuseUnlessDone() throws SQLException {
        boolean done = Sql.first(database, row -> row.getBoolean("done"), "SELECT done FROM jobs WHERE id = ?", jobId)
                .orElseThrow();
        if (!done) {
            throw new IllegalStateException("job " + jobId + " is locked by another worker");
        }
    }

    /** The clean-up of a worker whose time is up. */
    void releaseWhoeverHasIt() throws SQLException {
        Sql.update(database, "UPDATE jobs SET locked_by = NULL, locked_at = NULL WHERE id = ?", jobId);
    }

    /** The clean-up of a worker whose time is up. */
    void releaseOwn(String worker) throws SQLException {
        Sql.update(
                database,
                "UPDATE jobs SET locked_by = NULL, locked_at = NULL WHERE id = ? AND locked_by = ?",
                jobId,
                worker);
    }
}
