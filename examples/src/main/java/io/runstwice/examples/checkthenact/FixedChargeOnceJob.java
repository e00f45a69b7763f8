package io.runstwice.examples.checkthenact;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What it saw stays true until it has acted: the look takes the lock, and the second worker looks after the first
 * has committed.
 */
final class FixedChargeOnceJob {

    private final DataSource database;

    FixedChargeOnceJob(DataSource database) {
        this.database = database;
    }

    // region perform
    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean charged = Sql.first(
                            connection,
                            row -> row.getBoolean("charged"),
                            "SELECT charged FROM invoices WHERE id = ? FOR UPDATE",
                            invoiceId)
                    .orElseThrow();
            if (charged) {
                return;
            }
            Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
            Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = ?", invoiceId);
            connection.commit();
        }
    }
    // endregion
}
