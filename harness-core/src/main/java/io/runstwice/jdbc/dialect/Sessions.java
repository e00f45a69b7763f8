package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The state that lives as long as a session: its settings and its locks. Makes a connection as good as a new one. */
public interface Sessions {

    /** Ends what lives as long as a session, outside a transaction: locks, cursors, temporary tables. */
    void release(Connection connection) throws SQLException;

    /** Whether a session may hold locks that end with it and not with a transaction; asked outside one. */
    default boolean mayHoldLocks(Connection connection) throws SQLException {
        return true;
    }

    /**
     * Whether a connection that comes from the driver is as good as a new one after {@link #renew}. By default it is
     * not.
     */
    default boolean canRenew() {
        return false;
    }

    /**
     * Makes a session as good as a new one, outside a transaction. Asked if that can be done.
     *
     * @param look but for this: when it looks for deadlocks
     */
    default void renew(Connection connection, Locking.Look look) throws SQLException {
        throw new UnsupportedOperationException("sessions of this database cannot be renewed");
    }

    /** The value of a session setting, as {@link #set} takes it; null if it cannot be read. */
    @Nullable
    String setting(Connection connection, String name) throws SQLException;

    void set(Connection connection, String name, @Nullable String value) throws SQLException;
}
