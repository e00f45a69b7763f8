package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.ConnectionLoss;
import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCUtil;

/** How a connection to HSQLDB breaks: within one process no message is lost, so it is closed. */
final class HsqlLoss implements ConnectionLoss {

    @Override
    public void sever(Connection connection) {
        try {
            connection.unwrap(JDBCConnection.class).close();
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    @Override
    public SQLException lost(Connection connection) {
        return JDBCUtil.connectionClosedException();
    }

    @Override
    public SQLException closed(Connection connection) {
        return JDBCUtil.connectionClosedException();
    }
}
