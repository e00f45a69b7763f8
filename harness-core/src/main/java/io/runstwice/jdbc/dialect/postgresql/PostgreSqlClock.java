package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.TransactionClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The now of PostgreSQL's transactions: it stands at BEGIN. */
final class PostgreSqlClock implements TransactionClock {

    @Override
    public boolean nowStands(Connection connection) {
        return true;
    }

    @Override
    public String earlier(String expression, Duration time) {
        return "(" + expression + " - interval '" + time.toMillis() + " milliseconds')";
    }

    /** When the open transaction of a session began; null if it has none. */
    @Override
    public @Nullable Instant began(Connection asking, long session) throws SQLException {
        try (PreparedStatement query =
                asking.prepareStatement("select xact_start from pg_stat_activity where pid = ?")) {
            query.setLong(1, session);
            try (ResultSet row = query.executeQuery()) {
                Timestamp at = row.next() ? row.getTimestamp(1) : null;
                return at == null ? null : at.toInstant();
            }
        }
    }
}
