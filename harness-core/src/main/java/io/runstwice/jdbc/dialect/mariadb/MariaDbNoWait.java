package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;

/** Work beside those that hold locks, by the time-outs of the session. */
final class MariaDbNoWait implements NoWait {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        String before = Queries.text(
                connection,
                "select concat('session innodb_lock_wait_timeout = ', @@innodb_lock_wait_timeout,"
                        + " ', session lock_wait_timeout = ', @@lock_wait_timeout)");
        try {
            Queries.run(connection, "set session innodb_lock_wait_timeout = 0, session lock_wait_timeout = 0");
            return OwnTransaction.unless(this::refusedForALock, connection, "start transaction", work);
        } finally {
            Queries.run(connection, "set " + before);
        }
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return refusal.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }
}
