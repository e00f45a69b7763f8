package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What lives as long as a session of HSQLDB: temporary tables, and results. */
final class HsqlSessions implements Sessions {

    @Override
    public void release(Connection connection) throws SQLException {
        Queries.run(connection, "alter session reset result sets");
        Queries.run(connection, "alter session reset table data");
    }

    @Override
    public boolean mayHoldLocks(Connection connection) {
        return false; // all its locks end with a transaction
    }

    @Override
    public @Nullable String setting(Connection connection, String name) throws SQLException {
        return name.equalsIgnoreCase("schema") || name.equalsIgnoreCase("search_path") ? connection.getSchema() : null;
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        if (value != null) {
            connection.setSchema(value);
        }
    }
}
