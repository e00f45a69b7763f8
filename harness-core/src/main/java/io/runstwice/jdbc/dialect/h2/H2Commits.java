package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Token;
import java.util.Set;

/** The statements that end the open transaction of H2 without saying so: all but these. */
final class H2Commits {

    private static final Set<String> WITHIN = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "REPLACE",
            "SELECT",
            "WITH",
            "VALUES",
            "TABLE",
            "FROM",
            "CALL",
            "EXPLAIN",
            "SHOW",
            "HELP",
            "EXECUTE",
            "PREPARE",
            "DEALLOCATE",
            "SAVEPOINT",
            "RELEASE",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "CHECKPOINT",
            "BACKUP",
            "USE");

    /** Settings of a session, as H2's own SET has them. */
    private static final Set<String> OF_A_SESSION = Set.of(
            "LOCK_TIMEOUT",
            "QUERY_TIMEOUT",
            "TRACE_LEVEL_SYSTEM_OUT",
            "TRACE_LEVEL_FILE",
            "CLUSTER",
            "THROTTLE",
            "SCHEMA",
            "SCHEMA_SEARCH_PATH",
            "CATALOG",
            "RETENTION_TIME",
            "LAZY_QUERY_EXECUTION",
            "NON_KEYWORDS",
            "TIME",
            "VARIABLE_BINARY",
            "TRUNCATE_LARGE_LENGTH");

    private H2Commits() {}

    static boolean silently(Phrase phrase) {
        Token set = phrase.after(phrase.verbAt);
        return phrase.verb.equals("SET")
                ? set != null && !set.is("@") && !set.isAny(OF_A_SESSION)
                : phrase.tokens.get(phrase.verbAt).isName() && !WITHIN.contains(phrase.verb);
    }
}
