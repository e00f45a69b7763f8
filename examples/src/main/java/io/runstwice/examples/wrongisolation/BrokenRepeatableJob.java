package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.SerializationRetry;
import java.sql.Connection;
import javax.sql.DataSource;

/** Takes "what I read stays as it was" for "no other worker has charged". */
final class BrokenRepeatableJob {

    private final DataSource database;

    BrokenRepeatableJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            if (!Charges.exist(connection, invoiceId)) {
                Charges.insert(connection, invoiceId, "eur");
            }
            return null;
        });
    }
}
