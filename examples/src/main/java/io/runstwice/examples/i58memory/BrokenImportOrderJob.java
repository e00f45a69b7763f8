package io.runstwice.examples.i58memory;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Remembers in this process which messages it has imported. */
final class BrokenImportOrderJob {

    // region in-memory guard
    private static final Set<String> IMPORTED = ConcurrentHashMap.newKeySet();
    // endregion

    private final DataSource database;

    BrokenImportOrderJob(DataSource database) {
        this.database = database;
    }

    void perform(String messageId, int cents) throws SQLException {
        if (IMPORTED.contains(messageId)) {
            return;
        }
        Sql.update(database, "INSERT INTO orders (message_id, cents) VALUES (?, ?)", messageId, cents);
        IMPORTED.add(messageId);
    }

    /** As a worker's process finds it that has just begun. */
    static void forget() {
        IMPORTED.clear();
    }
}
