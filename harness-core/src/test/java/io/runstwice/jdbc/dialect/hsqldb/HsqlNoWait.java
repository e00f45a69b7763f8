package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** HSQLDB has no time-out for locks: what might wait is not sent while another session has written. */
final class HsqlNoWait implements NoWait {

    private static final Set<String> REFUSED = Set.of("40001", "25006");

    /** Readers never wait. So it may read at any time, and write if no other session has. */
    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        connection.setReadOnly(isHeld(connection));
        try {
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
            connection.setReadOnly(false);
        }
    }

    private static boolean isHeld(Connection connection) throws SQLException {
        return Queries.text(
                        connection,
                        "select session_id from information_schema.system_sessions where transaction_size > 0"
                                + " and session_id <> "
                                + HsqlSession.of(connection).getId() + " limit 1")
                != null;
    }

    /** That another one holds it, or may: the transaction could only read. */
    @Override
    public boolean refusedForALock(SQLException refusal) {
        return REFUSED.contains(String.valueOf(refusal.getSQLState()));
    }
}
