package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.schema.Touch;
import io.runstwice.jdbc.sql.Sql;

/** What a statement means for others if a session sends it. Thread-safe. */
public final class StatementEffects {

    private final SqlRules rules;
    private final TapContext context;

    StatementEffects(SqlRules rules, TapContext context) {
        this.rules = rules;
        this.context = context;
    }

    /** What it looks at and changes. */
    Touch touch(Sql sql) {
        return context.schema().footprints().of(sql);
    }

    /** Whether it makes durable what the open transaction wrote, whatever it is called. */
    public boolean commits(Sql sql) {
        return sql.commits() || sql.phrases.stream().anyMatch(rules::commitsSilently);
    }

    /** Whether it is noticed by nobody but its session, and needs nothing of others. */
    boolean isPrivate(Sql sql) {
        return touch(sql) == Touch.NOTHING && !commits(sql) && !sql.checksConstraints();
    }
}
