package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.ConnectionLoss;
import io.runstwice.jdbc.dialect.Queries;
import java.io.EOFException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** The loss of a connection to MariaDB. The driver's words begin with the number of the session. */
final class MariaDbLoss implements ConnectionLoss {

    /** The server ends a session on its own time, so everything that others could meet of it ends before. */
    @Override
    public void sever(Connection connection) {
        try {
            org.mariadb.jdbc.Connection physical = MariaDbSession.of(connection);
            try {
                Queries.run(physical, "rollback");
                Queries.run(physical, "unlock tables");
                Queries.run(physical, "do release_all_locks()");
            } finally {
                physical.close();
            }
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    @Override
    public SQLException lost(Connection connection) {
        return new SQLNonTransientConnectionException(
                numbered(connection) + "Socket error",
                "08000",
                -1,
                new EOFException("unexpected end of stream, read 0 bytes from 4 (socket was closed by server)"));
    }

    @Override
    public SQLException closed(Connection connection) {
        return new SQLNonTransientConnectionException(numbered(connection) + "Connection is closed", "08000", 1220);
    }

    private static String numbered(Connection connection) {
        try {
            return "(conn=" + MariaDbSession.of(connection).getThreadId() + ") ";
        } catch (SQLException gone) {
            return "";
        }
    }

    /** A session leaves this list when its transaction has been rolled back. */
    @Override
    public boolean serves(Connection asking, long session) throws SQLException {
        return Queries.text(asking, "select 1 from information_schema.processlist where id = " + session) != null;
    }
}
