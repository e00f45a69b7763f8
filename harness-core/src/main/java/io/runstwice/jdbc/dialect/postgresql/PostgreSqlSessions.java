package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Sessions;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** The state that lives as long as a session of PostgreSQL. */
final class PostgreSqlSessions implements Sessions {

    @Override
    public void release(Connection connection) throws SQLException {
        Queries.run(
                connection, "select pg_advisory_unlock_all(); close all; unlisten *; discard temp; discard sequences");
    }

    @Override
    public boolean mayHoldLocks(Connection connection) throws SQLException {
        return "true"
                .equals(
                        Queries.text(
                                connection.unwrap(BaseConnection.class),
                                "select exists(select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())::text"));
    }

    @Override
    public boolean canRenew() {
        return true;
    }

    @Override
    public void renew(Connection connection, Locking.Look look) throws SQLException {
        if (connection.isReadOnly()) {
            connection.setReadOnly(false);
        }
        try (PreparedStatement all = connection.prepareStatement(
                "close all; set session authorization default; reset all; set extra_float_digits = 3; unlisten *;"
                        + " select pg_advisory_unlock_all(); discard temp; discard sequences; "
                        + PostgreSqlLocking.setting(look))) {
            all.execute();
        }
    }

    /**
     * SHOW, unlike a query, does not fix the snapshot of a transaction; but it fails for a setting that was never
     * made.
     */
    @Override
    public @Nullable String setting(Connection connection, String name) throws SQLException {
        if (name.indexOf('.') < 0) {
            return Queries.text(connection, "show " + Relation.quote(name));
        }
        try (PreparedStatement asked = connection.prepareStatement("select current_setting(?, true)")) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next() ? answer.getString(1) : null;
            }
        }
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
            set.setString(1, name);
            set.setString(2, value == null ? "" : value);
            set.execute();
        }
    }
}
