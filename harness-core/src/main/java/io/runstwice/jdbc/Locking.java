package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What a database product tells of its locks. Thread-safe. */
interface Locking {

    /** The number of a session that cannot be told. */
    long UNKNOWN = -1;

    /** One that tells nothing. */
    Locking UNSEEN = connection -> UNKNOWN;

    /** How the server calls the session of a connection; asked while nothing runs on it, without a round trip. */
    long number(Connection connection) throws SQLException;
}
