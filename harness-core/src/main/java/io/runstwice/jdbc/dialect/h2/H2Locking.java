package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Locking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

/**
 * The locks of H2. H2 finds a deadlock when its cycle is closed, and refuses the transaction that began last: the
 * schedule decides which that is, and the harness cannot choose another one.
 *
 * <p>Sessions of a server are not known by number, so their waits are not seen.
 */
final class H2Locking implements Locking {

    private final H2Retries retries = new H2Retries();

    @Override
    public long number(Connection connection) throws SQLException {
        SessionLocal local = local(connection);
        return local == null ? UNKNOWN : local.getId();
    }

    private static @Nullable SessionLocal local(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local ? local : null;
    }

    /** Asked from the engine itself: its view of the sessions cannot be read while one of them ends a transaction. */
    @Override
    public @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        SessionLocal mine = local(asking);
        if (mine == null) {
            return null;
        }
        for (SessionLocal one : mine.getDatabase().getSessions(false)) {
            Set<Long> by = sessions.contains((long) one.getId()) ? blockers(one) : Set.of();
            if (!by.isEmpty()) {
                return new Blocked(one.getId(), by, null);
            }
        }
        return null;
    }

    private Set<Long> blockers(SessionLocal session) {
        try {
            long by = session.getBlockingSessionId();
            return by > 0 ? Set.of(by) : retries.blockers(session);
        } catch (NullPointerException ended) {
            // H2 looks at the transaction twice, and it ended in between: a session that ends one waits for no lock
            return Set.of();
        }
    }

    @Override
    public void begins(long session) {
        retries.begins(session);
    }

    @Override
    public void ended(long session) {
        retries.ended(session);
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
