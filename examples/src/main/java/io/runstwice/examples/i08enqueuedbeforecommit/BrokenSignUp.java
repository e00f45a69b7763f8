package io.runstwice.examples.i08enqueuedbeforecommit;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Speaks of a user that no other session can see yet. */
final class BrokenSignUp {

    private final DataSource database;
    private final Queue queue;

    BrokenSignUp(DataSource database, Queue queue) {
        this.database = database;
        this.queue = queue;
    }

    void perform(long userId, String address) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.update(connection, "INSERT INTO users (id, address) VALUES (?, ?)", userId, address);
            queue.enqueue(userId);
            connection.commit();
        }
    }
}
