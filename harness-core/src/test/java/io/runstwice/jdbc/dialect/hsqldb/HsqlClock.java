package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.TransactionClock;
import java.time.Duration;

/** The now of HSQLDB goes on within a transaction. */
final class HsqlClock implements TransactionClock {

    @Override
    public String earlier(String expression, Duration time) {
        return "timestampadd(SQL_TSI_MILLI_SECOND, " + -time.toMillis() + ", " + expression + ")";
    }
}
