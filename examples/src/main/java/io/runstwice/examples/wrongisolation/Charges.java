package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What both pairs do, statement by statement. */
final class Charges {

    private Charges() {}

    static boolean exist(Connection connection, long invoiceId) throws SQLException {
        return Sql.first(
                                connection,
                                row -> row.getInt("charged"),
                                "SELECT count(*) AS charged FROM charges WHERE invoice_id = ?",
                                invoiceId)
                        .orElseThrow()
                > 0;
    }

    static void insert(Connection connection, long invoiceId, String currency) throws SQLException {
        Sql.update(connection, "INSERT INTO charges (invoice_id, currency) VALUES (?, ?)", invoiceId, currency);
    }

    static String currency(Connection connection) throws SQLException {
        return Sql.first(
                        connection, row -> row.getString("value"), "SELECT value FROM settings WHERE name = 'currency'")
                .orElseThrow();
    }

    /** Waits for other workers that charge. */
    static void lock(Connection connection) throws SQLException {
        Sql.update(connection, "LOCK TABLE charges IN EXCLUSIVE MODE");
    }
}
