package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

/**
 * What H2 tells of its locks. It finds a deadlock when its cycle is closed, and refuses the transaction that began last: who
 * that is follows from the schedule, and nobody can choose.
 *
 * <p>Sessions of a server are not known by number, so their waits are not seen.
 */
final class H2Locking implements Locking {

    private static final String BLOCKED =
            "select session_id, blocker_id from information_schema.sessions where blocker_id > 0";

    @Override
    public long number(Connection connection) throws SQLException {
        SessionLocal local = local(connection);
        return local == null ? UNKNOWN : local.getId();
    }

    private static @Nullable SessionLocal local(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local ? local : null;
    }

    @Override
    public @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(BLOCKED);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (sessions.contains(rows.getLong(1))) {
                    return new Blocked(rows.getLong(1), Set.of(rows.getLong(2)), null);
                }
            }
        }
        return null;
    }

    /** After 2 s, if nothing else was said. */
    @Override
    public boolean expiresByItself() {
        return true;
    }

    @Override
    public Timeouts timeouts(Connection connection) throws SQLException {
        SessionLocal local = local(connection);
        return local == null ? Timeouts.NEVER : new Timeouts(local.getLockTimeout(), 0);
    }

    /** For a wait without end there is no number. */
    @Override
    public void expire(Connection connection, Timeouts timeouts, boolean within) throws SQLException {
        SessionLocal local = local(connection);
        if (local != null) {
            local.setLockTimeout(timeouts.lock() == 0 ? Integer.MAX_VALUE : (int) timeouts.lock());
        }
    }
}
