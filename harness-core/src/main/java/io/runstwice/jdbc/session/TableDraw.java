package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.GeneratorDraws;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The check that the open transaction of a session does nothing but draw the next number from a table that hands them
 * out.
 */
final class TableDraw implements GeneratorDraws.Circumstances {

    private final ServerSession session;
    private final TapContext context;
    private @Nullable Relation alone;

    TableDraw(ServerSession session, TapContext context) {
        this.session = session;
        this.context = context;
    }

    @Override
    public boolean isFirst() throws SQLException {
        return !session.real().getAutoCommit() && session.transaction() == TransactionStatus.NONE;
    }

    @Override
    public boolean isAside() throws SQLException {
        Worker mine = session.user();
        for (ServerSession other : context.contenders().of(ServerSession.class)) {
            if (other != session && isUsed(other, mine) && !other.real().getAutoCommit()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsed(ServerSession other, @Nullable Worker worker) throws SQLException {
        Worker its = other.user();
        return worker != null && its != null && its.name().equals(worker.name()) && !other.isOver();
    }

    /** Whether the statement that is about to be sent is a part of such a transaction, its end included. */
    boolean passes(Sql sql) throws SQLException {
        GeneratorDraws draws = context.use().draws();
        Relation table = draws.table(sql, context.catalog(), this);
        if (table != null) {
            alone = alone != null || session.transaction() == TransactionStatus.NONE ? table : null;
            return alone != null;
        }
        Relation drawn = alone;
        alone = null;
        if (drawn != null && !sql.ends() && session.transaction() != TransactionStatus.NONE) {
            draws.isNone(drawn);
        }
        return drawn != null && sql.ends();
    }
}
