package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that a job closed, made as good as new for the next one that opens one.
 *
 * <p>A job that opens a connection per delivery would otherwise spend most of an exploration in connecting. Only connections
 * of a driver's own plain data source are kept, and only while an exploration runs: a data source of the user might prepare
 * what it gives. Thread-safe.
 */
final class Spare {

    private static final int MOST = 16;

    private final ConcurrentLinkedDeque<Connection> connections = new ConcurrentLinkedDeque<>();
    private volatile boolean open;

    void open() {
        open = true;
    }

    @Nullable
    Connection take() {
        return connections.poll();
    }

    /** Takes a connection that nobody uses any more, outside a transaction. */
    void give(Connection connection, Dialect dialect, DataSource source) throws SQLException {
        if (!open || connections.size() >= MOST || connection.isClosed() || !dialect.isPlain(source)) {
            connection.close();
            return;
        }
        connection.setAutoCommit(true);
        connection.clearWarnings();
        dialect.renew(connection);
        connections.push(connection);
    }

    void close() throws SQLException {
        open = false;
        Connection next = connections.poll();
        while (next != null) {
            next.close();
            next = connections.poll();
        }
    }
}
