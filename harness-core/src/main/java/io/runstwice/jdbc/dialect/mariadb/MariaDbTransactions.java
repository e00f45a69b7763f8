package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.dialect.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** Transactions of MariaDB, by the flags that its driver keeps and the monitor of its server. */
final class MariaDbTransactions implements Transactions {

    /**
     * The driver keeps the flags of the last reply. A refusal carries none, and then it assumes a transaction: a ping
     * asks.
     */
    @Override
    public TransactionStatus status(Connection connection, boolean used) throws SQLException {
        if (connection.isClosed() || !isInTransaction(connection)) {
            return TransactionStatus.NONE;
        }
        return connection.isValid(0) && isInTransaction(connection) ? TransactionStatus.OPEN : TransactionStatus.NONE;
    }

    private static boolean isInTransaction(Connection connection) throws SQLException {
        return (MariaDbSession.of(connection).getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) != 0;
    }

    /** The rows that it tells of may be those that were found and left as they were. */
    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return MariaDbMonitor.wrote(connection, MariaDbSession.of(connection).getThreadId());
    }
}
