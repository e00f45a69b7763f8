package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.ExclusiveUse;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A lock by name. */
final class MariaDbExclusiveUse implements ExclusiveUse {

    /** Locks by name are the server's, not the database's. */
    private static final String LOCK = "concat('runstwice ', sha1(database()))";

    @Override
    public @Nullable String occupy(Connection connection, String holder) throws SQLException {
        if ("1".equals(Queries.text(connection, "select get_lock(" + LOCK + ", 0)"))) {
            return null;
        }
        String found = Queries.text(
                connection,
                "select concat(user, '@', host, ' (server session ', id, ')') from information_schema.processlist"
                        + " where id = is_used_lock(" + LOCK + ")");
        return found == null ? "a session that has just ended" : found;
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        Queries.text(connection, "select release_lock(" + LOCK + ")");
    }
}
