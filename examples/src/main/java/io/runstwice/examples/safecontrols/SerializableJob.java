package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.SerializationRetry;
import java.sql.Connection;
import javax.sql.DataSource;

/** Takes no lock at all, and tries again when the database says that the order cannot be explained. */
final class SerializableJob {

    private final DataSource database;

    SerializableJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_SERIALIZABLE, connection -> {
            Invoice invoice = Invoice.find(connection, invoiceId);
            if (!invoice.charged()) {
                invoice.charge(connection);
                invoice.markCharged(connection);
            }
            return null;
        });
    }
}
