package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;

/** Which database of this process a connection leads to. */
final class HsqlServer implements ServerFacts {

    @Override
    public String identity(Connection connection) throws SQLException {
        return "HSQLDB " + HsqlSession.of(connection).getDatabase().getNameString();
    }

    /** A file outlives the JVM that is killed while its rows are away. */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:hsqldb:mem:");
    }
}
