package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Dialects;
import io.runstwice.jdbc.dialect.Locking.Look;
import io.runstwice.jdbc.dialect.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that a job closed, made as good as new for the next one that opens one.
 *
 * <p>A job that opens a connection per delivery would otherwise spend most of an exploration in connecting. Only
 * connections of a driver's own plain data source are kept, and only while an exploration runs: a data source of the
 * user might prepare its connections. Thread-safe.
 *
 * <p>It keeps a broken one, too: a closed connection of the driver's own refuses every call of a job as any other
 * closed one does, so a session whose message was lost gets this one below and leaves its living one to others.
 */
final class Spare {

    private static final int MOST = 16;

    private final ConcurrentLinkedDeque<Fresh> connections = new ConcurrentLinkedDeque<>();
    private volatile boolean open;
    private volatile @Nullable Connection broken;

    void open() {
        open = true;
    }

    @Nullable
    Fresh take() {
        return connections.poll();
    }

    boolean takes(Sessions sessions, DataSource source) {
        return open && connections.size() < MOST && isPlain(sessions, source);
    }

    /** Whether its connections are the driver's own, which can be made as good as new. */
    private static boolean isPlain(Sessions sessions, DataSource source) {
        return sessions.canRenew() && (source instanceof UrlSource || Dialects.isOfADriver(source));
    }

    @Nullable
    Connection broken() {
        return broken;
    }

    void broke(Connection connection, Sessions sessions, DataSource source) {
        try {
            if (broken == null && isPlain(sessions, source) && connection.isClosed()) {
                broken = connection;
            }
        } catch (SQLException unknown) {
            // then the next one breaks for good, too
        }
    }

    /**
     * Takes a connection that is not used any more, outside a transaction.
     *
     * @param look when it is to look for deadlocks
     */
    void give(Connection connection, Look look, Sessions sessions, DataSource source) throws SQLException {
        if (!takes(sessions, source) || connection.isClosed()) {
            connection.close();
            return;
        }
        connection.setAutoCommit(true);
        connection.clearWarnings();
        sessions.renew(connection, look);
        connections.push(new Fresh(connection, look));
    }

    void close() throws SQLException {
        open = false;
        Fresh next = connections.poll();
        while (next != null) {
            next.connection().close();
            next = connections.poll();
        }
    }
}
