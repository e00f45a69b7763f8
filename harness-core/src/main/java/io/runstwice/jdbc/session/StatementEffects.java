package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.schema.Touch;
import io.runstwice.jdbc.sql.Sql;

/** The effects of a statement on others if a session sends it. Thread-safe. */
public final class StatementEffects {

    private final SqlRules rules;
    private final TapContext context;

    StatementEffects(SqlRules rules, TapContext context) {
        this.rules = rules;
        this.context = context;
    }

    /** The footprints of a statement. */
    Touch touch(Sql sql) {
        return context.schema().footprints().of(sql);
    }

    /** Whether it makes the writes of the open transaction durable, by any name. */
    public boolean commits(Sql sql) {
        return sql.commits() || sql.phrases.stream().anyMatch(rules::commitsSilently);
    }

    /** Whether only its own session notices it, and it needs nothing of others. */
    boolean isPrivate(Sql sql) {
        return touch(sql) == Touch.NOTHING && !commits(sql) && !sql.checksConstraints();
    }
}
