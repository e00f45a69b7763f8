package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The harness's own way into the database.
 *
 * <p>From a driver it keeps one connection as long as an exploration lasts. From a pool it borrows one for each piece of work
 * and gives it back, because the pool may have no more than one.
 */
final class HarnessSession {

    /** A piece of work. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Source source;
    private @Nullable Connection kept;

    HarnessSession(Source source) {
        this.source = source;
    }

    synchronized <T> T with(Work<T> work) throws SQLException {
        Connection mine = kept;
        if (mine != null) {
            return work.on(mine);
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

    /** Keeps one connection from now on. */
    synchronized void keep() throws SQLException {
        if (kept == null) {
            Connection mine = source.get().getConnection();
            mine.setAutoCommit(true);
            kept = mine;
        }
    }

    synchronized boolean isKept() {
        return kept != null;
    }

    synchronized void close() throws SQLException {
        Connection mine = kept;
        kept = null;
        if (mine != null) {
            mine.close();
        }
    }
}
