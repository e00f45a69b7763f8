package io.runstwice.examples.i51retriedtransaction;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether an invoice's mail is due or sent. */
final class Invoices {

    private Invoices() {}

    static boolean isMailed(Connection connection, long id) throws SQLException {
        return Sql.first(connection, row -> row.getString("mail"), "SELECT mail FROM invoices WHERE id = ?", id)
                .orElseThrow()
                .equals("sent");
    }

    static void set(Connection connection, long id, String mail) throws SQLException {
        Sql.update(connection, "UPDATE invoices SET mail = ? WHERE id = ?", mail, id);
    }
}
