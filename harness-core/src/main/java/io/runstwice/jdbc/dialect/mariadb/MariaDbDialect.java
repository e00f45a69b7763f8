package io.runstwice.jdbc.dialect.mariadb;

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

/**
 * MariaDB 10.6 and later through its own driver: the InnoDB tables of the one database that the URL names.
 *
 * <p>It knows no way to keep triggers still, and moves a counter back by DDL: {@link MariaDbRows} and
 * {@link MariaDbCounters} say what follows.
 */
final class MariaDbDialect implements Dialect {

    private final MariaDbSchema schema = new MariaDbSchema();
    private final MariaDbRows rows = new MariaDbRows(schema);
    private final MariaDbLocking locking = new MariaDbLocking();

    @Override
    public ServerFacts server() {
        return new MariaDbServer();
    }

    @Override
    public Admission admission() {
        return new MariaDbAdmission(schema);
    }

    @Override
    public ExclusiveUse exclusiveUse() {
        return new MariaDbExclusiveUse();
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
        return new MariaDbValues(schema);
    }

    @Override
    public RowAgeing ageing() {
        return new MariaDbAgeing(rows);
    }

    @Override
    public TransactionClock clock() {
        return new MariaDbClock();
    }

    @Override
    public NoWait noWait() {
        return new MariaDbNoWait();
    }

    @Override
    public Locking locking() {
        return locking;
    }

    @Override
    public GuardMutations guardMutations() {
        return new MariaDbGuardMutations();
    }

    @Override
    public Sessions sessions() {
        return new MariaDbSessions();
    }

    @Override
    public Transactions transactions() {
        return new MariaDbTransactions();
    }

    @Override
    public ConnectionLoss loss() {
        return new MariaDbLoss();
    }

    @Override
    public SqlRules sql() {
        return new MariaDbRules();
    }
}
