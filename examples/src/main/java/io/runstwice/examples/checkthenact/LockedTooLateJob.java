package io.runstwice.examples.checkthenact;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Locks what it has already made up its mind about: the second worker waits for the first, politely, and charges again.
 */
final class LockedTooLateJob {

    private final DataSource database;

    LockedTooLateJob(DataSource database) {
        this.database = database;
    }

    // region perform
    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean charged = Sql.first(
                            connection,
                            row -> row.getBoolean("charged"),
                            "SELECT charged FROM invoices WHERE id = ?",
                            invoiceId)
                    .orElseThrow();
            if (charged) {
                return;
            }
            Sql.first(
                    connection, row -> row.getLong("id"), "SELECT id FROM invoices WHERE id = ? FOR UPDATE", invoiceId);
            Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
            Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = ?", invoiceId);
            connection.commit();
        }
    }
    // endregion
}
