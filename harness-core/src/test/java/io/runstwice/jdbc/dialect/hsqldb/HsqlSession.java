package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;

/** The engine's own session beneath a connection. */
final class HsqlSession {

    private HsqlSession() {}

    static Session of(Connection connection) throws SQLException {
        if (connection.unwrap(JDBCConnection.class).getSession() instanceof Session within) {
            return within;
        }
        throw new Misuse("Database watches HSQLDB within this process only, and "
                + connection.getMetaData().getURL() + " leads to a server. Use jdbc:hsqldb:mem:… in this test.");
    }
}
