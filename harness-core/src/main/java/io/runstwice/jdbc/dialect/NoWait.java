package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** How the harness works beside workers that may hold what it needs, without waiting for them. */
public interface NoWait {

    /** Something that is sent to the database. */
    @FunctionalInterface
    interface Work {
        void now() throws SQLException;
    }

    /**
     * Does something in a transaction of its own that waits for nobody.
     *
     * @return false if somebody holds what it needs; nothing is done then
     */
    boolean atOnce(Connection connection, Work work) throws SQLException;

    /** Whether somebody holds what was asked for. */
    boolean refusedForALock(SQLException refusal);

    /** From now on this session of the harness waits for a lock for some seconds at most, and is refused then. */
    default void impatient(Connection connection) throws SQLException {}

    /**
     * After such a refusal: who else is in a transaction, and at what; an empty text if that has nothing to do with it.
     */
    default String others(Connection connection, SQLException refusal) throws SQLException {
        return "";
    }
}
