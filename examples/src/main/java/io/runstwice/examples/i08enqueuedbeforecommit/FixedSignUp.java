package io.runstwice.examples.i08enqueuedbeforecommit;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The message is committed with the user, and enqueued from there: never too early, and not forgotten. */
final class FixedSignUp {

    private final DataSource database;
    private final Queue queue;

    FixedSignUp(DataSource database, Queue queue) {
        this.database = database;
        this.queue = queue;
    }

    void perform(long userId, String address) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.update(connection, "INSERT INTO users (id, address) VALUES (?, ?)", userId, address);
            Sql.update(connection, "INSERT INTO outbox (user_id) VALUES (?)", userId);
            connection.commit();
        }
        relay();
    }

    /** Also run now and then by itself, for what a producer that died has left behind. */
    private void relay() throws SQLException {
        String waiting = "SELECT user_id FROM outbox WHERE NOT enqueued ORDER BY user_id";
        for (long userId : Sql.all(database, row -> row.getLong("user_id"), waiting)) {
            queue.enqueue(userId);
            Sql.update(database, "UPDATE outbox SET enqueued = true WHERE user_id = ?", userId);
        }
    }
}
