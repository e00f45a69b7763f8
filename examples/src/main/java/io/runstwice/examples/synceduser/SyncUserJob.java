package io.runstwice.examples.synceduser;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sets what it writes to a value that does not depend on what was there: safe as it is. */
final class SyncUserJob {

    private final DataSource database;

    SyncUserJob(DataSource database) {
        this.database = database;
    }

    void perform(long userId) throws SQLException {
        Sql.update(database, "UPDATE users SET synced_at = now() WHERE id = ?", userId);
    }
}
