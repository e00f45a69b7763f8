package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Channels;
import io.runstwice.jdbc.dialect.Notification;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** LISTEN and NOTIFY. */
final class PostgreSqlChannels implements Channels {

    @Override
    public void listen(Connection connection, String channel) throws SQLException {
        Queries.run(connection, "listen " + Relation.quote(channel));
    }

    @Override
    public void deafen(Connection connection) throws SQLException {
        Queries.run(connection, "unlisten *");
    }

    /**
     * The server signals listeners before it answers a COMMIT, and hands over all pending messages before it is ready
     * again.
     */
    @Override
    public List<Notification> heard(Connection connection) throws SQLException {
        Queries.run(connection, "select 1");
        PGNotification[] delivered = connection.unwrap(PGConnection.class).getNotifications();
        return delivered == null
                ? List.of()
                : Arrays.stream(delivered)
                        .map(one -> new Notification(one.getName(), one.getParameter()))
                        .toList();
    }
}
