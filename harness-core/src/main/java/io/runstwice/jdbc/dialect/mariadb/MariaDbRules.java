package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.sql.Phrase;
import java.util.Set;

/** The rules of MariaDB's statements, and of its driver. Its large objects are values. */
final class MariaDbRules implements SqlRules {

    /** These end the transaction that is open, although their name does not say so. */
    private static final Set<String> COMMITTING = Set.of(
            "BEGIN START LOCK UNLOCK TRUNCATE CREATE ALTER DROP RENAME GRANT REVOKE ANALYZE OPTIMIZE REPAIR FLUSH"
                    .split(" "));

    /**
     * True unless the session's {@code sql_mode} says otherwise; the harness does not ask for that before each
     * statement.
     */
    @Override
    public boolean hasBackslashes() {
        return true;
    }

    @Override
    public boolean commitsSilently(Phrase phrase) {
        return COMMITTING.contains(phrase.verb) && !phrase.has(phrase.verb, "TEMPORARY")
                || (phrase.verb.equals("SET") && phrase.tokens.stream().anyMatch(token -> token.is("AUTOCOMMIT")));
    }

    /** InnoDB writes to the present rows. */
    @Override
    public boolean refusesWhatIsStale() {
        return false;
    }

    /** The driver's own default, {@code continueBatchOnError}. */
    @Override
    public boolean batchGoesOn() {
        return true;
    }
}
