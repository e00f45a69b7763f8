package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Direct;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.TransactionClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The now of H2's transactions, which depends on its mode. */
final class H2Clock implements TransactionClock {

    /** Asked by asking twice. */
    @Override
    public boolean nowStands(Connection connection) throws SQLException {
        return OwnTransaction.rolledBack(connection, () -> Objects.equals(now(connection), now(connection)));
    }

    private static @Nullable Object now(Connection connection) throws SQLException {
        return Direct.query(connection, "select cast(current_timestamp(9) as varchar)");
    }

    @Override
    public String earlier(String expression, Duration time) {
        return "DATEADD(MILLISECOND, " + time.negated().toMillis() + ", " + expression + ")";
    }
}
