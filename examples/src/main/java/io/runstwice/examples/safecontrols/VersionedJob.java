package io.runstwice.examples.safecontrols;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Reads without a lock, and writes only to what it has read; the worker that comes second takes everything back and
 * comes again.
 */
final class VersionedJob {

    private final DataSource database;

    VersionedJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Invoice invoice = Invoice.find(connection, invoiceId);
            if (invoice.charged()) {
                return;
            }
            invoice.charge(connection);
            if (!invoice.markChargedIfUnchanged(connection)) {
                connection.rollback();
                throw new IllegalStateException("invoice " + invoiceId + " was changed by somebody else");
            }
            connection.commit();
        }
    }
}
