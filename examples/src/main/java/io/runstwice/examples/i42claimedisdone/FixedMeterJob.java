package io.runstwice.examples.i42claimedisdone;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The note and the effect are one transaction: there is no state in which only one of them holds. */
final class FixedMeterJob {

    private final DataSource database;

    FixedMeterJob(DataSource database) {
        this.database = database;
    }

    void perform(String eventId, String subject, int units) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int first = Sql.update(
                    connection, "INSERT INTO processed_events (event_id) VALUES (?) ON CONFLICT DO NOTHING", eventId);
            if (first == 1) {
                Sql.update(connection, "INSERT INTO usage (subject, units) VALUES (?, ?)", subject, units);
            }
            connection.commit();
        }
    }
}
