package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transactions of the harness beside workers that may hold locks which it needs. They do not wait for these workers.
 */
public interface NoWait {

    /** Something that is sent to the database. */
    @FunctionalInterface
    interface Work {
        void now() throws SQLException;
    }

    /**
     * Works in a transaction of its own that waits for no lock.
     *
     * @return false if another session holds a lock that it needs; nothing is done then
     */
    boolean atOnce(Connection connection, Work work) throws SQLException;

    /** Whether another session holds the lock that the refused statement needs. */
    boolean refusedForALock(SQLException refusal);

    /** From now on this session of the harness waits for a lock for some seconds at most, and is refused then. */
    default void impatient(Connection connection) throws SQLException {}

    /**
     * After such a refusal: the other sessions in a transaction, and their statements; an empty text if the refusal has
     * another reason.
     */
    default String others(Connection connection, SQLException refusal) throws SQLException {
        return "";
    }
}
