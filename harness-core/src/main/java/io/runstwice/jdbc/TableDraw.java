package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Transaction;
import java.sql.SQLException;

/** Whether the open transaction of a session does nothing but draw the next number from a table that hands them out. */
final class TableDraw {

    private final Session session;
    private boolean alone;

    TableDraw(Session session) {
        this.session = session;
    }

    /** Whether what is about to be sent is a part of such a transaction, its end included. */
    boolean passes(Sql sql) throws SQLException {
        if (session.wire().draws().isOfTable(sql, session.wire().catalog(), session.isAside())) {
            alone |= session.transaction() == Transaction.NONE;
            return alone;
        }
        boolean ends = alone && sql.ends();
        alone = false;
        return ends;
    }
}
