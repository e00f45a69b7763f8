package io.runstwice.jdbc.source;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the harness's own. They come from the driver, from a pool that has some to spare, or from beneath
 * a pool that has none, if it names its source. Thread-safe.
 */
public final class HarnessConnections {

    private final LazyDataSource source;
    private volatile @Nullable Beneath beneath;

    /** Tells which database a connection leads to. */
    public interface Identity {
        String of(Connection connection) throws SQLException;
    }

    /** A connection that a pool gives for one question. */
    public interface Borrowing {
        String ask(Identity identity) throws SQLException;
    }

    HarnessConnections(LazyDataSource source) {
        this.source = source;
    }

    /**
     * An exploration begins: looks for a way past a small pool.
     *
     * @param pool borrows from the pool
     */
    public void begin(Borrowing pool) {
        DataSource given = source.get();
        beneath = Pools.isPool(given) && !Pools.lends(given) ? leadingToTheSame(Beneath.of(given), pool) : null;
    }

    /** Whether one of them can be kept for as long as an exploration lasts, and none is missing anywhere. */
    public boolean areFree() {
        return beneath != null || !Pools.isPool(source.get());
    }

    /** Whether there are any while workers hold theirs. */
    public boolean areThere() {
        return areFree() || Pools.lends(source.get());
    }

    public Connection connection() throws SQLException {
        Beneath past = beneath;
        if (past != null) {
            return past.connection();
        }
        Connection connection = source.get().getConnection();
        connection.setAutoCommit(true);
        return connection;
    }

    /** A database in memory without a name is another one for each new connection. */
    private @Nullable Beneath leadingToTheSame(@Nullable Beneath way, Borrowing pool) {
        if (way == null) {
            return null;
        }
        try (Connection past = way.connection()) {
            String here = pool.ask(this::identity);
            return identity(past).equals(here) ? way : null;
        } catch (SQLException closed) {
            return null;
        }
    }

    private String identity(Connection connection) throws SQLException {
        return source.dialect(connection).server().identity(connection);
    }
}
