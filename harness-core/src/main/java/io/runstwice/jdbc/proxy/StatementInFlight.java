package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement in autocommit that has been executed and not yet committed, as every such statement is for a moment: it
 * runs in a transaction of its own on the job's session. The job gets the same result as from a statement in one
 * piece.
 */
final class StatementInFlight<T> {

    private final Session session;
    private final @Nullable Statement statement;
    private @Nullable T value;
    private @Nullable Exception refusal;
    private int generation;
    private int fetchSize;

    StatementInFlight(Session session, @Nullable Statement statement) {
        this.session = session;
        this.statement = statement;
    }

    /** Something that may be refused. */
    interface Step {
        void now() throws Exception;
    }

    /** Executes it; a refusal is for later. */
    void begin(Step before, SqlCall.Doing<T> doing) {
        generation = session.generation();
        try {
            before.now();
            session.flies();
            session.real().setAutoCommit(false);
            if (statement != null) {
                // otherwise PostgreSQL reads its rows by a cursor, which the commit would close
                fetchSize = statement.getFetchSize();
                statement.setFetchSize(0);
            }
            value = doing.now();
        } catch (Exception refused) {
            refusal = refused;
        }
        session.holds();
    }

    /** Commits it; constraints that were to be looked at last are looked at now. */
    @Nullable
    T end() throws Exception {
        if (session.generation() != generation || session.isGone()) {
            throw session.refusal();
        }
        Connection real = session.real();
        try {
            if (refusal != null) {
                throw refusal;
            }
            real.commit();
            return value;
        } finally {
            land();
        }
    }

    private void land() {
        try {
            session.rollBack();
            if (statement != null) {
                statement.setFetchSize(fetchSize);
            }
        } catch (SQLException broken) {
            // the next call on it will throw
        }
    }
}
