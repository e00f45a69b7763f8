package io.runstwice.jdbc.dialect;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database product tells of its locks, and how its waits end. One instance serves one data source. Thread-safe.
 *
 * <p>What a product does not say: nobody is seen to wait, and nothing is known of how a wait ends.
 */
public interface Locking {

    /** The number of a session that cannot be told. */
    long UNKNOWN = -1;

    /** One that tells nothing. */
    Locking UNSEEN = connection -> UNKNOWN;

    /**
     * A session that waits.
     *
     * @param session which one
     * @param by the sessions that it waits for
     * @param lock what it waits for; null if the server says no more than "a transaction"
     */
    record Blocked(long session, Set<Long> by, @Nullable String lock) {}

    /** When waits end by themselves, in milliseconds; 0 is never. */
    record Timeouts(long lock, long statement) {

        public static final Timeouts NEVER = new Timeouts(0, 0);

        public boolean any() {
            return lock > 0 || statement > 0;
        }

        /**
         * The same, ending at once by the one that would have been the first. That of a statement runs before it waits,
         * too, and leaves it time to.
         */
        public Timeouts hastened() {
            boolean byLock = lock > 0 && (statement == 0 || lock <= statement);
            return byLock ? new Timeouts(1, 0) : new Timeouts(0, Math.min(statement, 50));
        }
    }

    /** How the server calls the session of a connection; found without a round trip. */
    long number(Connection connection) throws SQLException;

    /** This connection will ask nothing but what is asked below, and nobody else will ever use it. */
    default void asksFrom(Connection asking) throws SQLException {}

    /** The calling thread is about to execute a statement on a session. */
    default void begins(long session) {}

    /** It came back. */
    default void ended(long session) {}

    /**
     * The first of these sessions that waits, or null.
     *
     * @param asking a connection that nobody else uses
     * @param hasty those of them that look for a deadlock at once: their wait counts when they have looked
     */
    default @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        return null;
    }

    /**
     * The process that had these sessions is dead: ends what still runs on them, and waits until the server has none of
     * them any more.
     *
     * @param asking a connection that nobody else uses
     */
    default void reap(Connection asking, Collection<Long> sessions) throws SQLException {
        throw new Misuse("the tier PROCESS needs a database that tells which sessions it has, and this one does not."
                + " Use PostgreSQL, or the tier CLASSLOADER");
    }

    /** When a session that waits looks for a deadlock. */
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
