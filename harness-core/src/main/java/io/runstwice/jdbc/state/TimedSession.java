package io.runstwice.jdbc.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A session whose open transaction keeps its now when time passes. */
public interface TimedSession {

    /**
     * Time passes.
     *
     * @param asking a connection of the harness's own, on which the server can be asked about this session
     */
    void passes(Duration time, Connection asking) throws SQLException;
}
