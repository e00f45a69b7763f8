package io.runstwice.jdbc.dialect.mariadb;

import static io.runstwice.jdbc.dialect.Queries.rows;
import static io.runstwice.jdbc.dialect.Queries.run;
import static io.runstwice.jdbc.dialect.Queries.text;

import java.io.EOFException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Sessions of MariaDB: what lives as long as they do, how they end, and what the driver says then. */
final class MariaDbSessions {

    private MariaDbSessions() {}

    static void release(Connection connection) throws SQLException {
        run(connection, "unlock tables");
        run(connection, "do release_all_locks()");
        for (String table : rows(
                connection,
                "select table_name from information_schema.tables where table_schema = database()"
                        + " and table_type = 'TEMPORARY'",
                row -> row.getString(1))) {
            run(connection, "drop temporary table " + MariaDbRows.quote(table));
        }
    }

    static @Nullable String setting(Connection connection, String name) {
        if (!name.matches("\\w+")) {
            return null;
        }
        try {
            return text(connection, "select @@session." + name);
        } catch (SQLException unknown) {
            return null;
        }
    }

    static void set(Connection connection, String name, @Nullable String value) throws SQLException {
        if (value != null) {
            boolean number = value.matches("-?\\d+(\\.\\d+)?");
            run(connection, "set session " + name + " = " + (number ? value : "'" + value.replace("'", "''") + "'"));
        }
    }

    /** The server ends a session on its own time, so everything that others could meet of it ends before. */
    static void sever(Connection connection) {
        try {
            org.mariadb.jdbc.Connection physical = MariaDbSession.of(connection);
            try {
                run(physical, "rollback");
                run(physical, "unlock tables");
                run(physical, "do release_all_locks()");
            } finally {
                physical.close();
            }
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    static SQLException lost(String session) {
        return new SQLNonTransientConnectionException(
                session + "Socket error",
                "08000",
                -1,
                new EOFException("unexpected end of stream, read 0 bytes from 4 (socket was closed by server)"));
    }

    static SQLException closed(String session) {
        return new SQLNonTransientConnectionException(session + "Connection is closed", "08000", 1220);
    }

    /** The driver's words begin with the number of the session. */
    static String numbered(Connection connection) {
        try {
            return "(conn=" + MariaDbSession.of(connection).getThreadId() + ") ";
        } catch (SQLException gone) {
            return "";
        }
    }
}
