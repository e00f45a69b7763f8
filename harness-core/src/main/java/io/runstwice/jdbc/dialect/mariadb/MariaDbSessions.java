package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The state that lives as long as a session of MariaDB. Opening a connection costs less than making one as good as
 * new.
 */
final class MariaDbSessions implements Sessions {

    @Override
    public void release(Connection connection) throws SQLException {
        Queries.run(connection, "unlock tables");
        Queries.run(connection, "do release_all_locks()");
        for (String table : Queries.rows(
                connection,
                "select table_name from information_schema.tables where table_schema = database()"
                        + " and table_type = 'TEMPORARY'",
                row -> row.getString(1))) {
            Queries.run(connection, "drop temporary table " + MariaDbText.quote(table));
        }
    }

    @Override
    public @Nullable String setting(Connection connection, String name) {
        if (!name.matches("\\w+")) {
            return null;
        }
        try {
            return Queries.text(connection, "select @@session." + name);
        } catch (SQLException unknown) {
            return null;
        }
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        if (value != null) {
            boolean number = value.matches("-?\\d+(\\.\\d+)?");
            Queries.run(
                    connection,
                    "set session " + name + " = " + (number ? value : "'" + value.replace("'", "''") + "'"));
        }
    }
}
