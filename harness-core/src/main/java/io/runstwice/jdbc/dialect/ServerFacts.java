package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The server that a connection leads to, and the way to reach it. */
public interface ServerFacts {

    /** Which database this is: the same text for each way to reach it from this machine. */
    String identity(Connection connection) throws SQLException;

    /**
     * Whether this JVM made the database with all its content, so that its rows may be deleted. The process that
     * started it decides, not the place of its files.
     */
    boolean isEmbedded(Connection connection) throws SQLException;

    /**
     * The address or name that the server gives itself, so that a proxy in a container is not taken for it; null if it
     * gives none.
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
