package io.runstwice.examples.i21numbers;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Holds the counter until invoice and number are committed together; an order that has its invoice gets no other. */
final class FixedInvoiceJob {

    private final DataSource database;

    FixedInvoiceJob(DataSource database) {
        this.database = database;
    }

    void perform(String orderId, int year) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int number = Sql.first(
                            connection,
                            counter -> counter.getInt("next_number"),
                            "SELECT next_number FROM counters WHERE year_of_issue = ? FOR UPDATE",
                            year)
                    .orElseThrow();
            if (!hasInvoice(connection, orderId)) {
                Sql.update(connection, "INSERT INTO invoices (order_id, number) VALUES (?, ?)", orderId, number);
                Sql.update(connection, "UPDATE counters SET next_number = ? WHERE year_of_issue = ?", number + 1, year);
            }
            connection.commit();
        }
    }

    private static boolean hasInvoice(Connection connection, String orderId) throws SQLException {
        return Sql.first(
                        connection,
                        invoice -> invoice.getInt("number"),
                        "SELECT number FROM invoices WHERE order_id = ?",
                        orderId)
                .isPresent();
    }
}
