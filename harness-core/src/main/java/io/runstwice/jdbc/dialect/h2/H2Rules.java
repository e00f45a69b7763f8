package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.sql.Phrase;

/** The rules of H2's statements, and of its driver. Its large objects are values. */
final class H2Rules implements SqlRules {

    /**
     * Statements that change the schema or the database commit first. So do settings, but for those of a session
     * alone.
     */
    @Override
    public boolean commitsSilently(Phrase phrase) {
        return !phrase.isQuery() && H2Commits.silently(phrase);
    }

    @Override
    public boolean batchGoesOn() {
        return true;
    }
}
