package io.runstwice.examples.synceduser;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts its own runs, deliveries of one message included. */
final class BrokenSyncUserJob {

    private final DataSource database;

    BrokenSyncUserJob(DataSource database) {
        this.database = database;
    }

    void perform(long userId) throws SQLException {
        Sql.update(database, "UPDATE users SET synced_at = now(), syncs = syncs + 1 WHERE id = ?", userId);
    }
}
