package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.SerializationRetry;
import java.sql.Connection;
import javax.sql.DataSource;

/** Waits for the lock, and then looks at the world as it was when the settings were read. */
final class BrokenSnapshotJob {

    private final DataSource database;

    BrokenSnapshotJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            String currency = Charges.currency(connection);
            Charges.lock(connection);
            if (!Charges.exist(connection, invoiceId)) {
                Charges.insert(connection, invoiceId, currency);
            }
            return null;
        });
    }
}
