package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Locking.Look;
import java.sql.Connection;

/**
 * A connection that is as good as new, but for one thing.
 *
 * @param look when it looks for deadlocks: what the last user of a spare one was told while others were about, it has
 *     not to be told again. A session that uses it alone looks as rarely; that could be noticed only in a deadlock with
 *     a session that is not watched
 */
public record Fresh(Connection connection, Look look) {

    /** As its data source gave it. */
    public static Fresh of(Connection connection) {
        return new Fresh(connection, Look.AS_CONFIGURED);
    }
}
