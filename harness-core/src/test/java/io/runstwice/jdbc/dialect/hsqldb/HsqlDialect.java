package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.dialect.CellValues;
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

/** HSQLDB 2.7 within this process, under multiversion concurrency control. */
final class HsqlDialect implements Dialect {

    private final HsqlRows rows = new HsqlRows();
    private final HsqlNoWait noWait = new HsqlNoWait();
    private final HsqlLocking locking = new HsqlLocking();

    @Override
    public ServerFacts server() {
        return new HsqlServer();
    }

    @Override
    public Admission admission() {
        return new HsqlAdmission();
    }

    @Override
    public ExclusiveUse exclusiveUse() {
        return ExclusiveUse.NONE;
    }

    @Override
    public SchemaReader schema() {
        return new HsqlSchema();
    }

    @Override
    public RowStore rows() {
        return rows;
    }

    @Override
    public CellValues values() {
        return new HsqlValues();
    }

    @Override
    public RowAgeing ageing() {
        return new HsqlAgeing(noWait);
    }

    @Override
    public TransactionClock clock() {
        return new HsqlClock();
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
        return new HsqlGuardMutations();
    }

    @Override
    public Sessions sessions() {
        return new HsqlSessions();
    }

    @Override
    public Transactions transactions() {
        return new HsqlTransactions();
    }

    @Override
    public ConnectionLoss loss() {
        return new HsqlLoss();
    }

    @Override
    public SqlRules sql() {
        return new HsqlRules();
    }
}
