package io.runstwice.examples.skiplocked;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Nothing to claim is taken for nothing to do. */
final class BrokenSkippingJob {

    private final DataSource database;

    BrokenSkippingJob(DataSource database) {
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
                return;
            }
            Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
            Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = ?", invoiceId);
            connection.commit();
        }
    }
    // endregion
}
