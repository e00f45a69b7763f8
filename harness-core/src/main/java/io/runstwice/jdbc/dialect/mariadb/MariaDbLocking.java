package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Locking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The locks of MariaDB, as the server reports them. */
final class MariaDbLocking implements Locking {

    @Override
    public long number(Connection connection) throws SQLException {
        return MariaDbSession.of(connection).getThreadId();
    }

    @Override
    public @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        for (long session : sessions) {
            MariaDbWaits.Waiting waiting = MariaDbWaits.of(asking, session);
            if (waiting != null) {
                return new Blocked(session, waiting.holders(), waiting.lock());
            }
        }
        return null;
    }
}
