package io.runstwice.jdbc.dialect.mariadb;

import java.sql.Connection;
import java.sql.SQLException;

/** The driver's own connection beneath one that it or a pool gave. */
final class MariaDbSession {

    private MariaDbSession() {}

    static org.mariadb.jdbc.Connection of(Connection connection) throws SQLException {
        return connection.unwrap(org.mariadb.jdbc.Connection.class);
    }
}
