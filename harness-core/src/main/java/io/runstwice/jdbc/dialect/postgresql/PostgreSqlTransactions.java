package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.dialect.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** Transactions of PostgreSQL, by the state that its driver knows and the number that the server gives. */
final class PostgreSqlTransactions implements Transactions {

    @Override
    public TransactionStatus status(Connection connection, boolean used) throws SQLException {
        return switch (connection.unwrap(BaseConnection.class).getTransactionState()) {
            case IDLE -> TransactionStatus.NONE;
            case OPEN -> TransactionStatus.OPEN;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return told || number(connection) != null;
    }

    @Override
    public @Nullable String number(Connection connection) throws SQLException {
        return Queries.text(connection.unwrap(BaseConnection.class), "select pg_current_xact_id_if_assigned()::text");
    }

    @Override
    public @Nullable Boolean committed(Connection asking, String transaction) throws SQLException {
        return "committed".equals(Queries.text(asking, "select pg_xact_status('" + transaction + "'::xid8)"));
    }
}
