package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.TransactionClock;
import java.time.Duration;

/** The now of MariaDB goes on within a transaction. */
final class MariaDbClock implements TransactionClock {

    @Override
    public String earlier(String expression, Duration time) {
        return "(" + expression + " - interval " + time.toMillis() * 1_000 + " microsecond)";
    }
}
