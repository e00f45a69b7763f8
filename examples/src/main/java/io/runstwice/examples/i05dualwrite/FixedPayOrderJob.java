package io.runstwice.examples.i05dualwrite;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The event is part of the transaction; publishing it is a matter of time. */
final class FixedPayOrderJob {

    private final DataSource database;
    private final Outbox outbox;

    FixedPayOrderJob(DataSource database, Broker broker) {
        this.database = database;
        this.outbox = new Outbox(database, broker);
    }

    void perform(long orderId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int updated = Sql.update(
                    connection, "UPDATE orders SET status = 'paid' WHERE id = ? AND status <> 'paid'", orderId);
            if (updated == 1) {
                Sql.update(
                        connection,
                        "INSERT INTO outbox (event_id, event) VALUES (?, ?)",
                        UUID.randomUUID(),
                        "order " + orderId + " is paid");
            }
            connection.commit();
        }
        outbox.relay();
    }
}
