package io.runstwice.examples.threecopies;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A claim that was refused to one worker is taken over by the next that asks. */
final class BrokenTakeoverJob {

    private final DataSource database;

    BrokenTakeoverJob(DataSource database) {
        this.database = database;
    }

    // region perform
    void perform(long invoiceId) throws SQLException {
        Optional<String> claim = Sql.first(
                database,
                row -> row.getString("state"),
                "UPDATE invoices SET state = CASE state WHEN 'claimed' THEN 'refused' ELSE 'claimed' END"
                        + " WHERE id = ? AND state <> 'charged' RETURNING state",
                invoiceId);
        if (claim.isEmpty()) {
            return;
        }
        if (claim.get().equals("refused")) {
            throw new IllegalStateException("invoice " + invoiceId + " is in somebody else's hands");
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", invoiceId);
            Sql.update(connection, "UPDATE invoices SET state = 'charged' WHERE id = ?", invoiceId);
            connection.commit();
        }
    }
    // endregion
}
