package io.runstwice.examples.histories;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Books what an order was charged and refunded, each entry once. */
public final class Ledger {

    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    /** A charge, or a refund if it is negative. */
    record Entry(String id, String orderId, int cents) {

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Takes an order that has an entry for one that is done: the refund comes after the charge, and is taken for it.
     */
    void bookOncePerOrder(Entry entry) throws SQLException {
        book(
                entry,
                "INSERT INTO entries (id, order_id, cents) SELECT ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.order_id = '" + entry.orderId() + "')");
    }

    /** The entry's own id says whether it was booked. */
    void bookOncePerEntry(Entry entry) throws SQLException {
        book(entry, "INSERT INTO entries (id, order_id, cents) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING");
    }

    private void book(Entry entry, String once) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (Sql.update(connection, once, entry.id(), entry.orderId(), entry.cents()) == 1) {
                Sql.update(
                        connection,
                        "UPDATE accounts SET cents = cents + ? WHERE order_id = ?",
                        entry.cents(),
                        entry.orderId());
            }
            connection.commit();
        }
    }
}
