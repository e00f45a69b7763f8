package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** An invoice as it was read, and what is done with it. */
record Invoice(long id, boolean charged, int version) {

    static Invoice find(Connection connection, long id) throws SQLException {
        return Sql.first(
                        connection,
                        row -> new Invoice(id, row.getBoolean("charged"), row.getInt("version")),
                        "SELECT charged, version FROM invoices WHERE id = ?",
                        id)
                .orElseThrow();
    }

    void charge(Connection connection) throws SQLException {
        Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (?)", id);
    }

    void markCharged(Connection connection) throws SQLException {
        Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = ?", id);
    }

    /** Marks it if it is still as it was read. */
    boolean markChargedIfUnchanged(Connection connection) throws SQLException {
        String sql = "UPDATE invoices SET charged = true, version = version + 1 WHERE id = ? AND version = ?";
        return Sql.update(connection, sql, id, version) == 1;
    }
}
