package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Channels;
import io.runstwice.jdbc.dialect.ConnectionLoss;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.ExclusiveUse;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.dialect.SchemaReader;
import io.runstwice.jdbc.dialect.ServerFacts;
import io.runstwice.jdbc.dialect.Sessions;
import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.dialect.TransactionClock;
import io.runstwice.jdbc.dialect.Transactions;

/** PostgreSQL 13 and later, through its own driver. */
final class PostgreSqlDialect implements Dialect {

    private final PostgreSqlRows rows = new PostgreSqlRows();
    private final PostgreSqlSchema schema = new PostgreSqlSchema(rows);
    private final PostgreSqlNoWait noWait = new PostgreSqlNoWait();
    private final PostgreSqlLocking locking = new PostgreSqlLocking();

    @Override
    public ServerFacts server() {
        return new PostgreSqlServer();
    }

    @Override
    public Admission admission() {
        return new PostgreSqlAdmission();
    }

    @Override
    public ExclusiveUse exclusiveUse() {
        return new PostgreSqlExclusiveUse();
    }

    @Override
    public SchemaReader schema() {
        return schema;
    }

    @Override
    public RowStore rows() {
        return rows;
    }

    @Override
    public CellValues values() {
        return new PostgreSqlValues();
    }

    @Override
    public RowAgeing ageing() {
        return new PostgreSqlAgeing(noWait);
    }

    @Override
    public TransactionClock clock() {
        return new PostgreSqlClock();
    }

    @Override
    public NoWait noWait() {
        return noWait;
    }

    @Override
    public Locking locking() {
        return locking;
    }

    @Override
    public GuardMutations guardMutations() {
        return new PostgreSqlGuardMutations();
    }

    @Override
    public Sessions sessions() {
        return new PostgreSqlSessions();
    }

    @Override
    public Transactions transactions() {
        return new PostgreSqlTransactions();
    }

    @Override
    public ConnectionLoss loss() {
        return new PostgreSqlLoss();
    }

    @Override
    public SqlRules sql() {
        return new PostgreSqlRules();
    }

    @Override
    public Channels channels() {
        return new PostgreSqlChannels();
    }
}
