package io.runstwice.examples.i23foreignunlock;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Finishes under its own lock, or not at all. */
final class FencedWorker {

    private final DataSource database;

    FencedWorker(DataSource database) {
        this.database = database;
    }

    void perform(long jobId) throws SQLException {
        String me = "worker-" + UUID.randomUUID();
        JobLock lock = new JobLock(database, jobId);
        if (!lock.take(me)) {
            lock.refuseUnlessDone();
            return;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int finished = Sql.update(
                    connection,
                    "UPDATE jobs SET done = true, locked_by = NULL, locked_at = NULL WHERE id = ? AND locked_by = ?",
                    jobId,
                    me);
            if (finished == 0) {
                throw new IllegalStateException("another worker has taken job " + jobId + " from " + me);
            }
            Sql.update(connection, "INSERT INTO payouts (job_id) VALUES (?)", jobId);
            connection.commit();
        }
    }
}
