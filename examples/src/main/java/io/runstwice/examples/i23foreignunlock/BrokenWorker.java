package io.runstwice.examples.i23foreignunlock;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Took the lock once, and never asks whether it still has it. */
final class BrokenWorker {

    private final DataSource database;

    BrokenWorker(DataSource database) {
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
            Sql.update(connection, "INSERT INTO payouts (job_id) VALUES (?)", jobId);
            Sql.update(
                    connection, "UPDATE jobs SET done = true, locked_by = NULL, locked_at = NULL WHERE id = ?", jobId);
            connection.commit();
        }
    }
}
