package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Claims what is free; what is locked, it leaves to its holder without vouching for him. */
final class SkipLockedJob {

    private final DataSource database;

    SkipLockedJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (!claim(connection, invoiceId)) {
                if (Invoice.find(connection, invoiceId).charged()) {
                    return;
                }
                throw new IllegalStateException("invoice " + invoiceId + " is in somebody else's hands");
            }
            Invoice invoice = Invoice.find(connection, invoiceId);
            invoice.charge(connection);
            invoice.markCharged(connection);
            connection.commit();
        }
    }

    private static boolean claim(Connection connection, long invoiceId) throws SQLException {
        String free = "SELECT id FROM invoices WHERE id = ? AND NOT charged FOR UPDATE SKIP LOCKED";
        return Sql.first(connection, row -> row.getLong("id"), free, invoiceId).isPresent();
    }
}
