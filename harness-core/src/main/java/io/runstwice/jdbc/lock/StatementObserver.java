package io.runstwice.jdbc.lock;

import io.runstwice.jdbc.sql.Sql;
import java.sql.SQLException;

/**
 * Tells the test what workers do with a database: the local one takes it down where the test is in this JVM, the remote
 * one sends it on from the process of a delivery.
 */
public interface StatementObserver {

    /** A worker is about to send this, which may ask what time it is. */
    void sends(Sql sql);

    /** A worker is about to send this: it may take some rows only, whichever come first. */
    void takes(Sql sql);

    /** A worker has read more than one row, or left off after the first. */
    void gave(Sql sql);

    /** This may have changed some tables. */
    void touches(Sql sql);

    /** A worker is about to notify a channel. Returns when the test listens to it. */
    void notifies(String channel);

    /**
     * A worker is about to send a statement on a session, which hears here whether it is to be the victim of a
     * deadlock, if it does not know.
     *
     * @return whether another living worker uses the database
     */
    boolean begins(Contender session) throws SQLException;

    /** The statement is being sent. */
    void runs(Contender session, Sql sql);

    /** The statement has come back. */
    void ended(Contender session);
}
