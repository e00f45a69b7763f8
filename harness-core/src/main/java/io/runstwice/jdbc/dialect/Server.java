package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which server a connection leads to, and how it is reached. */
public interface Server {

    /** Which database this is: the same text for each way to reach it from this machine. */
    String identity(Connection connection) throws SQLException;

    /**
     * Whether this JVM made it, with all that is in it, so that nobody misses its rows. Who started it decides, not
     * where its files lie.
     */
    boolean isEmbedded(Connection connection) throws SQLException;

    /**
     * How the server calls where it was reached, so that a proxy in a container is not taken for it; null if it says
     * nothing.
     */
    default @Nullable String address(Connection connection) throws SQLException {
        return null;
    }

    /**
     * Whether a session may go from the watched database to another one of its server: {@code USE}, {@code setCatalog}.
     */
    default boolean hasOtherDatabases() {
        return false;
    }

    /** Whether its clients reach it over a network that can be cut. */
    default boolean hasNetwork() {
        return false;
    }
}
