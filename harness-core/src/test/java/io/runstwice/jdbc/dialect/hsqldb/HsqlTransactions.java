package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.dialect.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of HSQLDB, by what its driver and its engine know. */
final class HsqlTransactions implements Transactions {

    @Override
    public TransactionStatus status(Connection connection, boolean used) throws SQLException {
        return connection.isClosed() || connection.getAutoCommit() || !used
                ? TransactionStatus.NONE
                : TransactionStatus.OPEN;
    }

    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return HsqlSession.of(connection).getTransactionSize() > 0;
    }
}
