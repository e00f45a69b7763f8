package io.runstwice.jdbc.dialect.h2;

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
 * H2 2.x, embedded or as a server.
 *
 * <p>An embedded database lives in one JVM, whose own lock is enough; one on a server has no lock that outlives a
 * commit.
 */
final class H2Dialect implements Dialect {

    private final H2NoWait noWait = new H2NoWait();
    private final H2Locking locking = new H2Locking();

    @Override
    public ServerFacts server() {
        return new H2Server();
    }

    @Override
    public Admission admission() {
        return new H2Admission();
    }

    @Override
    public ExclusiveUse exclusiveUse() {
        return ExclusiveUse.NONE;
    }

    @Override
    public SchemaReader schema() {
        return new H2Schema();
    }

    @Override
    public RowStore rows() {
        return new H2Rows();
    }

    @Override
    public CellValues values() {
        return new H2Values();
    }

    @Override
    public RowAgeing ageing() {
        return new H2Ageing(noWait);
    }

    @Override
    public TransactionClock clock() {
        return new H2Clock();
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
        return new H2GuardMutations();
    }

    @Override
    public Sessions sessions() {
        return new H2Sessions();
    }

    @Override
    public Transactions transactions() {
        return new H2Transactions();
    }

    @Override
    public ConnectionLoss loss() {
        return new H2Loss();
    }

    @Override
    public SqlRules sql() {
        return new H2Rules();
    }
}
