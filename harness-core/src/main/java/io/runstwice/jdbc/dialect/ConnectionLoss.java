package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** The loss of a connection, on the server and in the words of the driver. */
public interface ConnectionLoss {

    /** Ends the connection so that its server side is gone when this returns. */
    void sever(Connection connection);

    /** The exception that the driver throws when a message of this connection is lost. */
    SQLException lost(Connection connection);

    /** The exception that the driver throws for every later use of this connection. */
    SQLException closed(Connection connection);

    /** Whether the server still has this session; asked on another one. */
    default boolean serves(Connection asking, long session) throws SQLException {
        return false;
    }
}
