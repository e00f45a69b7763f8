package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.lock.Contender;
import java.sql.Connection;
import java.sql.SQLException;

/** A session of this process as its own parts see it: the connection below the tap, and where that stands. */
interface ServerSession extends Contender {

    Dialect dialect();

    /** The connection below the tap; a new one if the harness took the last one away from a dead worker. */
    Connection real() throws SQLException;

    TransactionStatus transaction() throws SQLException;

    /** Whether it has no connection any more. */
    boolean isGone() throws SQLException;

    /** Whether there is nothing more to end: it was closed through the tap, or its connection below. */
    boolean isOver() throws SQLException;
}
