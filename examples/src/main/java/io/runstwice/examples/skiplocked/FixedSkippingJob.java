package io.runstwice.examples.skiplocked;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Nothing to claim is done only if it is done; what is merely locked may still fall back to us. */
final class FixedSkippingJob {

    private final DataSource database;

    FixedSkippingJob(DataSource database) {
        this.database = database;
    }

    // region perform
    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean claimed = Sql.first(
                            connection,
                            row -> row.getLong("id"),
                            "SELECT id FROM invoices WHERE id = ? AND NOT charged FOR UPDATE SKIP LOCKED",
                            invoiceId)
                    .isPresent();
            if (!claimed) {
                refuseUnlessCharged(connection, invoiceId);
                return;
            }
            Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
            Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = ?", invoiceId);
            connection.commit();
        }
    }

    private static void refuseUnlessCharged(Connection connection, long invoiceId) throws SQLException {
        boolean charged = Sql.first(
                        connection,
                        row -> row.getBoolean("charged"),
                        "SELECT charged FROM invoices WHERE id = ?",
                        invoiceId)
                .orElseThrow();
        if (!charged) {
            throw new IllegalStateException("invoice " + invoiceId + " is in somebody else's hands");
        }
    }
    // endregion
}
