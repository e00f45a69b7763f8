package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** Work beside those that hold locks, by {@code LOCK_TIMEOUT}. */
final class H2NoWait implements NoWait {

    /** A wait of one millisecond is the shortest that H2 knows. */
    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        String before = Queries.text(connection, "call lock_timeout()");
        try {
            Queries.run(connection, "set lock_timeout 1");
            OwnTransaction.committed(connection, () -> {
                work.now();
                return work;
            });
            return true;
        } catch (SQLException refusal) {
            if (refusedForALock(refusal)) {
                return false;
            }
            throw refusal;
        } finally {
            Queries.run(connection, "set lock_timeout " + before);
        }
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return refusal.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1
                || refusal.getErrorCode() == ErrorCode.CONCURRENT_UPDATE_1;
    }
}
