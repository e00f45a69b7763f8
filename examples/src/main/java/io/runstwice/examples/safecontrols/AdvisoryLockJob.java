package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The lock is on nothing but a number; PostgreSQL gives it back when the transaction ends, however it ends. */
final class AdvisoryLockJob {

    private final DataSource database;

    AdvisoryLockJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.all(connection, row -> "", "SELECT pg_advisory_xact_lock(?)", invoiceId);
            Invoice invoice = Invoice.find(connection, invoiceId);
            if (invoice.charged()) {
                return;
            }
            invoice.charge(connection);
            invoice.markCharged(connection);
            connection.commit();
        }
    }
}
