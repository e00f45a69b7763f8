package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The clock that transactions read as now. By default it goes on within a transaction. */
public interface TransactionClock {

    /** Whether what a statement sees as now stands where its transaction began. */
    default boolean nowStands(Connection connection) throws SQLException {
        return false;
    }

    /** An expression of a point in time, so much earlier. */
    String earlier(String expression, Duration time);

    /** The now of a session's open transaction; null if that cannot be asked. */
    default @Nullable Instant began(Connection asking, long session) throws SQLException {
        return null;
    }
}
