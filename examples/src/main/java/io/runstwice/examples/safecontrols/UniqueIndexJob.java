package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets the index decide. A violation is raised only when the other charge has been committed, so it means "done". */
final class UniqueIndexJob {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;

    UniqueIndexJob(DataSource database) {
        this.database = database;
    }

    void perform(long invoiceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.update(connection, "INSERT INTO unique_charges (invoice_id) VALUES (?)", invoiceId);
            Invoice.find(connection, invoiceId).markCharged(connection);
            connection.commit();
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
        }
    }
}
