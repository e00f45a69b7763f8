package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Transaction;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether the open transaction of a session does nothing but draw the next number from a table that hands them out. */
final class TableDraw implements Draws.Circumstances {

    private final Session session;
    private @Nullable Relation alone;

    TableDraw(Session session) {
        this.session = session;
    }

    @Override
    public boolean isFirst() throws SQLException {
        return session.isAboutToBegin();
    }

    @Override
    public boolean isAside() throws SQLException {
        return session.isAside();
    }

    /** Whether what is about to be sent is a part of such a transaction, its end included. */
    boolean passes(Sql sql) throws SQLException {
        Draws draws = session.wire().draws();
        Relation table = draws.table(sql, session.wire().catalog(), this);
        if (table != null) {
            alone = alone != null || session.transaction() == Transaction.NONE ? table : null;
            return alone != null;
        }
        Relation drawn = alone;
        alone = null;
        if (drawn != null && !sql.ends() && session.transaction() != Transaction.NONE) {
            draws.isNone(drawn);
        }
        return drawn != null && sql.ends();
    }
}
