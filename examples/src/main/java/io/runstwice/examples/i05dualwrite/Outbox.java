package io.runstwice.examples.i05dualwrite;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Events that were committed and have to be published, at least once, under the id they were committed with. */
final class Outbox {

    private record Event(UUID id, String text) {}

    private final DataSource database;
    private final Broker broker;

    Outbox(DataSource database, Broker broker) {
        this.database = database;
        this.broker = broker;
    }

    void relay() throws SQLException {
        for (Event event : Sql.all(
                database,
                row -> new Event(row.getObject("event_id", UUID.class), row.getString("event")),
                "SELECT event_id, event FROM outbox WHERE NOT published ORDER BY id")) {
            broker.publish(event.id().toString(), event.text());
            Sql.update(database, "UPDATE outbox SET published = true WHERE event_id = ?", event.id());
        }
    }
}
