package io.runstwice.examples.springboot;

import com.stripe.exception.StripeException;
import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The same four jobs in plain JDBC. */
final class PlainJobs {

    private final DataSource database;
    private final Cashier cashier;

    PlainJobs(DataSource database, Cashier cashier) {
        this.database = database;
        this.cashier = cashier;
    }

    private interface Work {
        void in(Connection connection) throws SQLException, StripeException;
    }

    private void transaction(Work work) throws SQLException, StripeException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.in(connection);
            connection.commit();
        }
    }

    void brokenPayment(long orderId) throws SQLException, StripeException {
        transaction(connection -> {
            if (isThere(connection, "SELECT 1 FROM payments WHERE order_id = ?", orderId)) {
                return;
            }
            long cents = cents(connection, "SELECT total_cents FROM orders WHERE id = ?", orderId);
            String charge = cashier.charge(orderId, cents);
            Sql.update(
                    connection,
                    "INSERT INTO payments (id, order_id, cents, charge_id, paid_at)"
                            + " VALUES (nextval('payments_seq'), ?, ?, ?, now())",
                    orderId,
                    cents,
                    charge);
        });
    }

    void fixedPayment(long orderId) throws SQLException, StripeException {
        transaction(connection -> {
            if (!isThere(connection, "SELECT 1 FROM settlements WHERE order_id = ?", orderId)) {
                long cents = cents(connection, "SELECT total_cents FROM orders WHERE id = ?", orderId);
                Sql.update(
                        connection,
                        "INSERT INTO settlements (id, order_id, cents) VALUES (nextval('settlements_seq'), ?, ?)",
                        orderId,
                        cents);
            }
        });
        long[] due = new long[1];
        transaction(connection -> due[0] = Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT cents FROM settlements WHERE order_id = ? AND charge_id IS NULL",
                        orderId)
                .orElse(0L));
        if (due[0] == 0) {
            return;
        }
        String charge = cashier.charge(orderId, due[0], "order-" + orderId);
        transaction(connection ->
                Sql.update(connection, "UPDATE settlements SET charge_id = ? WHERE order_id = ?", charge, orderId));
    }

    void brokenInvoice(long orderId) throws SQLException, StripeException {
        transaction(connection -> invoice(
                connection, orderId, cents(connection, "SELECT total_cents FROM orders WHERE id = ?", orderId)));
    }

    void fixedInvoice(long orderId) throws SQLException, StripeException {
        transaction(connection -> invoice(
                connection,
                orderId,
                cents(connection, "SELECT total_cents FROM orders WHERE id = ? FOR UPDATE", orderId)));
    }

    private static void invoice(Connection connection, long orderId, long cents) throws SQLException {
        if (!isThere(connection, "SELECT 1 FROM invoices WHERE order_id = ?", orderId)) {
            Sql.update(
                    connection,
                    "INSERT INTO invoices (id, order_id, cents, issued_at)"
                            + " VALUES (nextval('invoices_seq'), ?, ?, now())",
                    orderId,
                    cents);
        }
    }

    private static boolean isThere(Connection connection, String sql, long orderId) throws SQLException {
        return Sql.first(connection, row -> true, sql, orderId).isPresent();
    }

    private static long cents(Connection connection, String sql, long orderId) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), sql, orderId).orElseThrow();
    }
}
