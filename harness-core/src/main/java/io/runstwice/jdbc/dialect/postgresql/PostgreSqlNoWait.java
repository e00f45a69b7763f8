package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;

/** Work beside those that hold locks, by {@code lock_timeout}. */
final class PostgreSqlNoWait implements NoWait {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        return OwnTransaction.unless(this::refusedForALock, connection, "begin; set local lock_timeout = '50ms'", work);
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return LOCK_NOT_AVAILABLE.equals(refusal.getSQLState());
    }

    /** The harness acts while all workers stand still, so a session that blocks it would block it for ever. */
    @Override
    public void impatient(Connection connection) throws SQLException {
        Queries.run(connection, "set lock_timeout = '5s'");
    }

    @Override
    public String others(Connection connection, SQLException refusal) throws SQLException {
        if (!refusedForALock(refusal)) {
            return "";
        }
        return String.valueOf(Queries.text(
                connection,
                "select coalesce(string_agg('session ' || pid || ' (' || state || ', last: ' || left(query, 100) || ')', ', '"
                        + " order by pid), 'sessions that this user may not see')"
                        + " from pg_stat_activity where xact_start is not null and datname = current_database()"
                        + " and pid <> pg_backend_pid()"));
    }
}
