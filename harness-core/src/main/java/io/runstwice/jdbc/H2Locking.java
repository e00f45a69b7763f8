package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** What H2 tells of its locks. */
final class H2Locking implements Locking {

    @Override
    public long number(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local
                ? local.getId()
                : UNKNOWN;
    }
}
