package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where connections of the harness's own come from: the driver; a pool that has some to spare; or past a pool that has none, if it tells what is
 * beneath it. Thread-safe.
 */
final class HarnessConnections {

    private final LazyDataSource source;
    private volatile @Nullable Beneath beneath;

    HarnessConnections(LazyDataSource source) {
        this.source = source;
    }

    /**
     * An exploration begins: looks for a way past a small pool.
     *
     * @param session borrows from the pool
     */
    void begin(HarnessSession session) {
        DataSource given = source.get();
        beneath = Pools.isPool(given) && !Pools.lends(given) ? leadingToTheSame(Beneath.of(given), session) : null;
    }

    /** Whether one of them can be kept for as long as an exploration lasts, and none is missing anywhere. */
    boolean areFree() {
        return beneath != null || !Pools.isPool(source.get());
    }

    /** Whether there are any while workers hold theirs. */
    boolean areThere() {
        return areFree() || Pools.lends(source.get());
    }

    Connection connection() throws SQLException {
        Beneath past = beneath;
        if (past != null) {
            return past.connection();
        }
        Connection connection = source.get().getConnection();
        connection.setAutoCommit(true);
        return connection;
    }

    /** A database in memory without a name is another one for whoever connects anew. */
    private @Nullable Beneath leadingToTheSame(@Nullable Beneath way, HarnessSession session) {
        if (way == null) {
            return null;
        }
        try (Connection past = way.connection()) {
            String here = session.with(pooled -> source.dialect(pooled).identity(pooled));
            return source.dialect(past).identity(past).equals(here) ? way : null;
        } catch (SQLException closed) {
            return null;
        }
    }
}
