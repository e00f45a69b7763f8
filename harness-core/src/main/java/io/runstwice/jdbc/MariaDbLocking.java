package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What MariaDB tells of its locks. */
final class MariaDbLocking implements Locking {

    @Override
    public long number(Connection connection) throws SQLException {
        return MariaDbDialect.physical(connection).getThreadId();
    }
}
