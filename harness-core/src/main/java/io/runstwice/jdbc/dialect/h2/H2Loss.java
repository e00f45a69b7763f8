package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.ConnectionLoss;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;

/** The loss of a connection to H2. */
final class H2Loss implements ConnectionLoss {

    @Override
    public void sever(Connection connection) {
        try {
            connection.unwrap(JdbcConnection.class).close();
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    /**
     * The exception that a client of an H2 server gets when its socket breaks; an embedded database has no message to
     * lose.
     */
    @Override
    public SQLException lost(Connection connection) {
        return DbException.get(ErrorCode.CONNECTION_BROKEN_1, "lost").getSQLException();
    }

    @Override
    public SQLException closed(Connection connection) {
        return DbException.get(ErrorCode.OBJECT_CLOSED).getSQLException();
    }
}
