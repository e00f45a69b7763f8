package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.sql.Phrase;
import java.util.Set;

/** How statements of HSQLDB behave. */
final class HsqlRules implements SqlRules {

    private static final Set<String> COMMITTING =
            Set.of("CREATE ALTER DROP TRUNCATE RENAME COMMENT GRANT REVOKE LOCK CHECKPOINT BACKUP SCRIPT SHUTDOWN START"
                    .split(" "));

    private static final Set<String> WIDE = Set.of("DATABASE", "FILES", "TABLE", "AUTOCOMMIT", "PROPERTY");

    @Override
    public boolean commitsSilently(Phrase phrase) {
        return COMMITTING.contains(phrase.verb)
                || (phrase.verb.equals("SET") && WIDE.stream().anyMatch(word -> phrase.has("SET", word)));
    }

    @Override
    public boolean batchGoesOn() {
        return false;
    }
}
