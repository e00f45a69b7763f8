package io.runstwice.examples.i58memory;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Remembers in the database, together with the effect. */
final class FixedImportOrderJob {

    private final DataSource database;

    FixedImportOrderJob(DataSource database) {
        this.database = database;
    }

    void perform(String messageId, int cents) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int first = Sql.update(
                    connection, "INSERT INTO imported (message_id) VALUES (?) ON CONFLICT DO NOTHING", messageId);
            if (first == 1) {
                Sql.update(connection, "INSERT INTO orders (message_id, cents) VALUES (?, ?)", messageId, cents);
            }
            connection.commit();
        }
    }
}
