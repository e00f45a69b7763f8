package io.runstwice.jdbc.source;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The harness's own way into the database.
 *
 * <p>From a driver, or past a pool, it keeps one connection as long as an exploration lasts. From a pool it borrows one
 * for each piece of work and gives it back.
 */
public final class HarnessSession {

    /** A piece of work. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final int ALIVE_SECONDS = 1;

    private final LazyDataSource source;
    private Work<?> prepare = connection -> connection;
    private @Nullable Connection kept;
    private boolean lost;

    public HarnessSession(LazyDataSource source) {
        this.source = source;
    }

    public synchronized <T> T with(Work<T> work) throws SQLException {
        Connection mine = kept();
        if (mine != null) {
            return onKept(mine, work);
        }
        try (Connection borrowed = source.get().getConnection()) {
            boolean before = borrowed.getAutoCommit();
            if (!before) {
                borrowed.setAutoCommit(true);
            }
            try {
                return work.on(borrowed);
            } finally {
                if (!before) {
                    borrowed.setAutoCommit(false);
                }
            }
        }
    }

    /**
     * The session may have been ended from outside: the state that was found is put back all the same, on another
     * session.
     */
    private @Nullable Connection kept() throws SQLException {
        if (lost) {
            lost = false;
            keep();
            prepare.on(java.util.Objects.requireNonNull(kept));
        }
        return kept;
    }

    private <T> T onKept(Connection mine, Work<T> work) throws SQLException {
        try {
            return work.on(mine);
        } catch (SQLException failure) {
            if (kept == mine && !isAlive(mine)) {
                kept = null;
                lost = true;
            }
            throw failure;
        }
    }

    /** Whether the server answers. */
    public boolean isServed() {
        try {
            return with(HarnessSession::isAlive);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException dead) {
            return false;
        }
    }

    /** Sets the preparation that a connection needs which replaces the kept one. */
    public synchronized void prepares(Work<?> preparation) {
        prepare = preparation;
    }

    /** Keeps one connection from now on. */
    public synchronized void keep() throws SQLException {
        if (kept == null) {
            kept = source.harness().connection();
        }
    }

    public synchronized boolean isKept() {
        return kept != null || lost;
    }

    public synchronized void close() throws SQLException {
        Connection mine = kept;
        kept = null;
        lost = false;
        if (mine != null) {
            mine.close();
        }
    }
}
