package io.runstwice.examples.threecopies;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The lock of the row goes with its holder: nothing is left that could be taken over. */
final class FixedTakeoverJob {

    private final DataSource database;

    FixedTakeoverJob(DataSource database) {
        this.database = database;
    }

    // region perform
    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String state = Sql.first(
                            connection,
                            row -> row.getString("state"),
                            "SELECT state FROM invoices WHERE id = ? FOR UPDATE",
                            invoiceId)
                    .orElseThrow();
            if (!state.equals("charged")) {
                Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
                Sql.update(connection, "UPDATE invoices SET state = 'charged' WHERE id = ?", invoiceId);
            }
            connection.commit();
        }
    }
    // endregion
}
