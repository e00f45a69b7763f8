package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.ExclusiveUse;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An advisory lock of the server. */
final class PostgreSqlExclusiveUse implements ExclusiveUse {

    /** "runstwic" as a number: the advisory lock that says "an exploration owns this database". */
    private static final long LOCK = 0x72756e7374776963L;

    @Override
    public @Nullable String occupy(Connection connection, String holder) throws SQLException {
        if ("t"
                .equals(Queries.text(connection, "select pg_try_advisory_lock(" + LOCK + ")::text")
                        .substring(0, 1))) {
            new PostgreSqlSessions().set(connection, "application_name", holder);
            return null;
        }
        String found = Queries.text(
                connection,
                "select string_agg(a.application_name || ' (server process ' || a.pid || ')', ', ') from pg_locks l"
                        + " join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted"
                        + " and l.database = (select oid from pg_database where datname = current_database())"
                        + " and l.classid = " + (LOCK >>> 32) + " and l.objid = " + (LOCK & 0xffffffffL));
        return found == null ? "a session that has just ended" : found;
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        Queries.text(connection, "select pg_advisory_unlock(" + LOCK + ")");
    }
}
