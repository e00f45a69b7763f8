package io.runstwice.jdbc;

import java.util.Set;

/** The words by which SQL asks what time it is. */
final class Now {

    private static final Set<String> WORDS = Set.of(
            "NOW",
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIMESTAMP",
            "LOCALTIME",
            "TRANSACTION_TIMESTAMP",
            "STATEMENT_TIMESTAMP",
            "CLOCK_TIMESTAMP",
            "TIMEOFDAY",
            "SYSDATE",
            "SYSTIMESTAMP",
            "CURDATE",
            "CURTIME",
            "UTC_TIMESTAMP",
            "UTC_DATE",
            "UTC_TIME",
            "UNIX_TIMESTAMP",
            "TODAY");

    private Now() {}

    static boolean isRead(Token token) {
        return token.isAny(WORDS);
    }
}
