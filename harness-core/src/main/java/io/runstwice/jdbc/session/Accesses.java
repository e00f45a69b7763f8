package io.runstwice.jdbc.session;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that the statements of one session used. The writes of a transaction are told once more with its COMMIT.
 */
public final class Accesses {

    private final TapContext context;
    private final StatementEffects effects;
    private final Set<String> written = new HashSet<>();
    private final List<Access.Added> added = new ArrayList<>();

    Accesses(TapContext context, StatementEffects effects) {
        this.context = context;
        this.effects = effects;
    }

    /**
     * The tables that a statement used that came back.
     *
     * @param what tells the rows that it adds from others, one by one or all together
     * @param rows how many rows the reply speaks of, or -1
     */
    public Access of(Sql sql, List<String> what, Effect effect, long rows) {
        Access own = own(sql, what, effect, rows);
        if (effect == Effect.DURABLE && effects.commits(sql)) {
            remember(own);
            Access all = new Access(own.read(), written, added, false);
            forget();
            return all;
        }
        if (effect == Effect.PENDING) {
            remember(own);
        }
        return own;
    }

    /** The database has taken back what the transaction had written. */
    public Access rolledBack(Sql sql) {
        forget();
        return new Access(read(sql), Set.of(), List.of(), true);
    }

    /** The transaction is over. */
    void forget() {
        written.clear();
        added.clear();
    }

    private void remember(Access own) {
        written.addAll(own.written());
        added.addAll(own.added());
    }

    private Access own(Sql sql, List<String> what, Effect effect, long rows) {
        if (!effect.changesSomething()) {
            return Access.reading(read(sql));
        }
        Phrase only = sql.only();
        boolean isWrite = only != null && only.target() != null && !only.isQuery();
        return isWrite ? write(sql, only, what, rows) : new Access(read(sql), unknown(sql), List.of(), false);
    }

    private Access write(Sql sql, Phrase only, List<String> what, long rows) {
        Relation target = context.catalog().find(only.target());
        if (target == null) {
            return new Access(read(sql), unknown(sql), List.of(), false);
        }
        Footprint touched = footprints().of(sql).now();
        Set<String> changed =
                new HashSet<>(touched.isUnknown() ? Set.of() : footprints().shown(touched.writes()));
        changed.add(target.shown());
        boolean adds = Set.of("INSERT", "REPLACE", "COPY").contains(only.verb);
        int count = rows < 0 ? 1 : (int) Math.min(rows, Integer.MAX_VALUE);
        return new Access(read(sql), changed, adds ? added(target.shown(), what, count) : List.of(), false);
    }

    private static List<Access.Added> added(String table, List<String> what, int count) {
        if (what.size() == count) {
            return what.stream().map(one -> new Access.Added(table, one)).toList();
        }
        return count == 0 ? List.of() : List.of(new Access.Added(table, String.join("|", what), count));
    }

    /** The end of a transaction tells nothing of any row. */
    private Set<String> read(Sql sql) {
        Footprint touched = footprints().of(sql).now();
        Set<String> looked = new HashSet<>(touched.reads());
        looked.addAll(touched.writes());
        return touched.isUnknown() ? Set.of(Access.ANY) : footprints().shown(looked);
    }

    private Set<String> unknown(Sql sql) {
        return sql.ends() || context.catalog().touched(sql).isEmpty() ? Set.of() : Set.of(Access.ANY);
    }

    private StatementFootprints footprints() {
        return context.schema().footprints();
    }
}
