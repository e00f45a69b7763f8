package io.runstwice.examples.i21numbers;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads the next number, uses it, and moves the counter: three steps that anything can come between. */
final class BrokenInvoiceJob {

    private final DataSource database;

    BrokenInvoiceJob(DataSource database) {
        this.database = database;
    }

    void perform(String orderId, int year) throws SQLException {
        int number = Sql.first(
                        database,
                        counter -> counter.getInt("next_number"),
                        "SELECT next_number FROM counters WHERE year_of_issue = ?",
                        year)
                .orElseThrow();
        Sql.update(database, "INSERT INTO invoices (order_id, number) VALUES (?, ?)", orderId, number);
        Sql.update(database, "UPDATE counters SET next_number = ? WHERE year_of_issue = ?", number + 1, year);
    }
}
