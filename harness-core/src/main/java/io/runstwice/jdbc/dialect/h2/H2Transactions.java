package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.dialect.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** Transactions of H2, as its driver and its engine report them. */
final class H2Transactions implements Transactions {

    @Override
    public TransactionStatus status(Connection connection, boolean used) throws SQLException {
        return connection.isClosed() || connection.getAutoCommit() || !used
                ? TransactionStatus.NONE
                : TransactionStatus.OPEN;
    }

    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local)
                || local.containsUncommitted();
    }
}
