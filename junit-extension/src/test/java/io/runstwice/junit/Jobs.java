package io.runstwice.junit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Jobs that charge invoice 42. */
final class Jobs {

    static final String INVOICE = "insert into invoices (id, cents) values (42, 1999)";

    private Jobs() {}

    /** Charges again whenever it runs again. */
    static void chargeAgain(DataSource db) {
        Worlds.execute(db, "insert into charges (invoice_id, cents) values (42, 1999)");
    }

    /** Looks before it charges, and lets no other delivery look meanwhile. */
    static void chargeInTurn(DataSource db) {
        synchronized (Jobs.class) {
            try (Connection connection = db.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet charged = statement.executeQuery("select 1 from charges where invoice_id = 42")) {
                if (!charged.next()) {
                    chargeAgain(db);
                }
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
        }
    }

    /** Charges once: the key of the charge is that of its invoice. */
    static void chargeOnce(DataSource db) {
        Worlds.executeOnce(
                db, "insert into charges (id, invoice_id, cents) select id, id, cents from invoices where id = 42");
    }
}
