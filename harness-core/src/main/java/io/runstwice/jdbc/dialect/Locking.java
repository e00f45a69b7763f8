package io.runstwice.jdbc.dialect;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a database product, and the ways in which its waits end. One instance serves one data source.
 * Thread-safe.
 *
 * <p>By default a product says nothing: no session is seen to wait, and the end of a wait is not known.
 */
public interface Locking {

    /** The number of a session that cannot be told. */
    long UNKNOWN = -1;

    /** One that tells nothing. */
    Locking UNSEEN = connection -> UNKNOWN;

    /**
     * A session that waits.
     *
     * @param session its number
     * @param by the sessions that it waits for
     * @param lock the lock that it waits for; null if the server says no more than "a transaction"
     */
    record Blocked(long session, Set<Long> by, @Nullable String lock) {}

    /** The time-outs by which waits end by themselves, in milliseconds; 0 is never. */
    record Timeouts(long lock, long statement) {

        public static final Timeouts NEVER = new Timeouts(0, 0);

        public boolean any() {
            return lock > 0 || statement > 0;
        }

        /**
         * The same time-outs, so short that the first of the two ends the wait at once. The time-out of a statement
         * runs before the wait, too, so it leaves the statement time to begin waiting.
         */
        public Timeouts hastened() {
            boolean byLock = lock > 0 && (statement == 0 || lock <= statement);
            return byLock ? new Timeouts(1, 0) : new Timeouts(0, Math.min(statement, 50));
        }
    }

    /** The server's number of the session of a connection; found without a round trip. */
    long number(Connection connection) throws SQLException;

    /** Prepares a connection that is used for the questions below alone. */
    default void asksFrom(Connection asking) throws SQLException {}

    /** The calling thread is about to execute a statement on a session. */
    default void begins(long session) {}

    /** It came back. */
    default void ended(long session) {}

    /**
     * The first of these sessions that waits, or null.
     *
     * @param asking a connection for this question alone
     * @param hasty those of them that look for a deadlock at once: their wait counts when they have looked
     */
    default @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        return null;
    }

    /**
     * The process that had these sessions is dead: ends the statements that still run on them, and waits until the
     * server has dropped them all.
     *
     * @param asking a connection for this question alone
     */
    default void reap(Connection asking, Collection<Long> sessions) throws SQLException {
        throw new Misuse("the tier PROCESS needs a database that tells which sessions it has, and this one does not."
                + " Use PostgreSQL, or the tier CLASSLOADER");
    }

    /** The moment at which a session that waits looks for a deadlock. */
    enum Look {
        /** As its server is configured. */
        AS_CONFIGURED,
        /** Never, as far as an exploration can tell. */
        HARDLY_EVER,
        /** When the wait begins, so that a cycle that it closes is its own end. */
        AT_ONCE
    }

    /** Whether this user may decide when a session looks; asked outside a transaction. */
    default boolean chooses(Connection connection) throws SQLException {
        return true;
    }

    /**
     * Decides when a session looks for a deadlock that its wait is part of.
     *
     * @param within whether a transaction is open; the decision then ends with it
     */
    default void look(Connection connection, Look look, boolean within) throws SQLException {}

    /** Whether waits end by themselves although no job said so, and asking costs nothing. */
    default boolean expiresByItself() {
        return false;
    }

    /** When waits of this session end by themselves. */
    default Timeouts timeouts(Connection connection) throws SQLException {
        return Timeouts.NEVER;
    }

    /**
     * Sets when waits of this session end by themselves.
     *
     * @param within whether a transaction is open; the setting then ends with it
     */
    default void expire(Connection connection, Timeouts timeouts, boolean within) throws SQLException {}
}
