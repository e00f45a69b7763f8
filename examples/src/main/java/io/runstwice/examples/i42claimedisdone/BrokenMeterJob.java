package io.runstwice.examples.i42claimedisdone;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Commits the note that an event is processed, and then processes it. */
final class BrokenMeterJob {

    private final DataSource database;

    BrokenMeterJob(DataSource database) {
        this.database = database;
    }

    void perform(String eventId, String subject, int units) throws SQLException {
        int first = Sql.update(
                database, "INSERT INTO processed_events (event_id) VALUES (?) ON CONFLICT DO NOTHING", eventId);
        if (first == 0) {
            return;
        }
        Sql.update(database, "INSERT INTO usage (subject, units) VALUES (?, ?)", subject, units);
    }
}
