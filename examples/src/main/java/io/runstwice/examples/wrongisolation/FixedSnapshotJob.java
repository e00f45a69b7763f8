package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.SerializationRetry;
import java.sql.Connection;
import javax.sql.DataSource;

/** The snapshot is taken under the lock. */
final class FixedSnapshotJob {

    private final DataSource database;

    FixedSnapshotJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            Charges.lock(connection);
            String currency = Charges.currency(connection);
            if (!Charges.exist(connection, invoiceId)) {
                Charges.insert(connection, invoiceId, currency);
            }
            return null;
        });
    }
}
