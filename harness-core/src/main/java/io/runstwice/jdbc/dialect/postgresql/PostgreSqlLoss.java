package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.ConnectionLoss;
import io.runstwice.jdbc.dialect.Queries;
import java.io.EOFException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The loss of a connection to PostgreSQL. */
final class PostgreSqlLoss implements ConnectionLoss {

    /**
     * The session gives up its locks before its socket closes: the server ends it on its own time, and the next worker
     * must not find them.
     */
    @Override
    public void sever(Connection connection) {
        try {
            BaseConnection physical = connection.unwrap(BaseConnection.class);
            try {
                Queries.run(physical, "rollback; select pg_advisory_unlock_all(); discard temp");
            } finally {
                physical.close();
            }
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    @Override
    public SQLException lost(Connection connection) {
        return new PSQLException(
                "An I/O error occurred while sending to the backend.",
                PSQLState.CONNECTION_FAILURE,
                new EOFException());
    }

    @Override
    public SQLException closed(Connection connection) {
        return new PSQLException("This connection has been closed.", PSQLState.CONNECTION_DOES_NOT_EXIST);
    }

    @Override
    public boolean serves(Connection asking, long session) throws SQLException {
        return Queries.text(asking, "select 1 from pg_stat_get_activity(" + session + ")") != null;
    }
}
