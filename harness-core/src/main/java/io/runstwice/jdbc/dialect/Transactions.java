package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The state of a transaction, and its outcome. */
public interface Transactions {

    /**
     * Where a session stands, as its driver knows it.
     *
     * @param used whether statements ran since its last transaction ended, for drivers that do not know more
     */
    TransactionStatus status(Connection connection, boolean used) throws SQLException;

    /**
     * Whether the open transaction may have written: asked of the server, within it, unless that is known.
     *
     * @param told whether the server has said that a plain write of this transaction met rows
     */
    boolean wrote(Connection connection, boolean told) throws SQLException;

    /** How the server calls the open transaction, if it has written; null if it has not, or calls it nothing. */
    default @Nullable String number(Connection connection) throws SQLException {
        return null;
    }

    /** Whether a transaction was committed that has ended; null if this cannot be told. */
    default @Nullable Boolean committed(Connection asking, String transaction) throws SQLException {
        return null;
    }
}
