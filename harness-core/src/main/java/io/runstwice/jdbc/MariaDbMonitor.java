package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/**
 * What InnoDB tells of running transactions.
 *
 * <p>Asked of its monitor ({@code SHOW ENGINE INNODB STATUS}, 0.14 ms): the views of the information schema stand still for
 * 0.1 s whenever somebody has read them.
 */
final class MariaDbMonitor {

    private static final String TRANSACTION = "\n---TRANSACTION ";

    private MariaDbMonitor() {}

    /** Whether the transaction of this session may have changed a row; who may not ask, hears yes. */
    static boolean wrote(Connection connection, long session) {
        try {
            for (String transaction : text(connection).split(TRANSACTION)) {
                if (transaction.contains("\nMariaDB thread id " + session + ",")) {
                    return transaction.contains("undo log entries ");
                }
            }
            return true;
        } catch (SQLException refused) {
            return true;
        }
    }

    private static String text(Connection connection) throws SQLException {
        return Objects.requireNonNullElse(
                MariaDbDialect.rows(connection, "show engine innodb status", row -> row.getString(3))
                        .get(0),
                "");
    }
}
