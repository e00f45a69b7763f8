package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.SerializationRetry;
import java.sql.Connection;
import javax.sql.DataSource;

/** As if one came after the other; the one that the database takes back tries again, and finds the charge. */
final class FixedSerializableJob {

    private final DataSource database;

    FixedSerializableJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_SERIALIZABLE, connection -> {
            if (!Charges.exist(connection, invoiceId)) {
                Charges.insert(connection, invoiceId, "eur");
            }
            return null;
        });
    }
}
