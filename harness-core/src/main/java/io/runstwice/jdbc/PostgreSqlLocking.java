package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What PostgreSQL tells of its locks. */
final class PostgreSqlLocking implements Locking {

    @Override
    public long number(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }
}
