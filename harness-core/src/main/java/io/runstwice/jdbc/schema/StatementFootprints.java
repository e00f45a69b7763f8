package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Functions;
import io.runstwice.jdbc.sql.Locked;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The footprints of pieces of SQL: the tables that one names, and those that the catalog adds to them. Where they are
 * not plain to see, the footprint is everything.
 *
 * <p>Thread-safe.
 */
public final class StatementFootprints {

    public static final String ADVISORY = "advisory lock";

    private static final int KEPT = 2_000;

    /** Verbs that only their own session notices. */
    private static final Set<String> PRIVATE =
            Set.of("BEGIN", "START", "SET", "RESET", "SHOW", "SAVEPOINT", "RELEASE", "CLOSE", "PREPARE", "DEALLOCATE");

    private final Catalog catalog;
    private final boolean versions;
    private final Map<Sql, Touch> known = new ConcurrentHashMap<>();

    /**
     * @param versions whether a plain query sees committed rows alone, and does not wait for rows that other sessions
     *     hold
     */
    public StatementFootprints(Catalog catalog, boolean versions) {
        this.catalog = catalog;
        this.versions = versions;
    }

    /** The tables among these names, as reports call them. */
    public Set<String> shown(Set<String> named) {
        Set<String> tables = new HashSet<>();
        for (Relation relation : catalog.relations()) {
            if (named.contains(relation.named())) {
                tables.add(relation.shown());
            }
        }
        return tables;
    }

    /** The tables that a statement reads and changes by itself, in any transaction. */
    public Touch of(Sql sql) {
        Touch touch = known.get(sql);
        if (touch == null) {
            touch = find(sql);
            if (known.size() < KEPT) {
                known.put(sql, touch);
            }
        }
        return touch;
    }

    private Touch find(Sql sql) {
        Phrase phrase = sql.only();
        if (phrase == null) {
            return sql.phrases.isEmpty() ? Touch.NOTHING : Touch.EVERYTHING;
        }
        if (sql.isTwoPhase()) {
            return Touch.EVERYTHING;
        }
        boolean itself = PRIVATE.contains(phrase.verb) && catalog.purity().isUndone(phrase);
        if (sql.ends() || itself || sql.undoes()) {
            return Touch.NOTHING;
        }
        Reach reach = new Reach(versions);
        statement(phrase, reach);
        return reach.touch();
    }

    private void statement(Phrase phrase, Reach reach) {
        switch (phrase.verb) {
            case "LISTEN", "UNLISTEN", "NOTIFY" -> reach.takes(Catalog.NOTIFICATIONS);
            case "LOCK" -> lock(phrase, reach);
            case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE" -> write(phrase, reach);
            default -> {
                if (phrase.isQuery()) {
                    query(phrase, reach, phrase.locksRows(), new HashSet<>());
                } else {
                    reach.all();
                }
            }
        }
    }

    private void lock(Phrase phrase, Reach reach) {
        Set<Name> names = new Locked(phrase).names();
        if (names.isEmpty()) {
            reach.all();
        }
        for (Name name : names) {
            Relation relation = table(name);
            if (relation == null) {
                reach.all();
            } else {
                catalog.ties().family(relation).forEach(one -> reach.locks(one.named()));
            }
        }
    }

    private void write(Phrase phrase, Reach reach) {
        Name target = phrase.target();
        Relation relation = target == null ? null : table(target);
        if (relation == null || !phrase.isPlainWrite()) {
            reach.all();
            return;
        }
        RowChange.of(phrase, catalog, reach).of(relation);
        query(phrase, reach, phrase.locksRows(), new HashSet<>());
        reach.holds();
    }

    /** Adds the tables that a query, or the queries within a statement, read. */
    private void query(Phrase phrase, Reach reach, boolean locks, Set<String> within) {
        if (!phrase.isClear() || phrase.withNames().stream().anyMatch(this::isTaken)) {
            reach.all();
        }
        for (String function : phrase.functions) {
            call(function, reach);
        }
        if (catalog.purity().actsUnseen(phrase)) {
            reach.all();
        }
        for (Name name : phrase.relations) {
            if (!name.schema().equalsIgnoreCase("information_schema")) {
                read(name, reach, locks, within);
            }
        }
    }

    /** Whether a name that a statement gives to a query of its own is that of a table or view as well. */
    private boolean isTaken(String name) {
        Name plain = new Name("", name);
        return catalog.find(plain) != null || catalog.hasView(plain);
    }

    private void call(String function, Reach reach) {
        if (!catalog.purity().meant(function).isEmpty()) {
            own(function, reach);
        } else if (Functions.isAdvisoryLock(function)) {
            reach.takes(ADVISORY);
        } else if (function.equals("pg_notify")) {
            reach.takes(Catalog.NOTIFICATIONS);
        } else {
            own(function, reach);
        }
    }

    private void own(String function, Reach reach) {
        if (!catalog.purity().isUndone(function) || catalog.purity().mayRead(function)) {
            reach.all();
        }
    }

    private void read(Name name, Reach reach, boolean locks, Set<String> within) {
        Phrase view = catalog.view(name);
        Relation relation = view == null ? table(name) : null;
        if (relation != null) {
            catalog.ties().family(relation).forEach(one -> {
                if (locks) {
                    reach.lockRows(one.named());
                } else {
                    reach.reads(one.named());
                }
            });
        } else if (view != null && view.isQuery() && within.add(name + (locks ? " locked" : ""))) {
            query(view, reach, locks || view.locksRows(), within);
        } else if (view == null || !view.isQuery()) {
            reach.all();
        }
    }

    /** The watched table of this name, if reading it runs no code and no view could be meant. */
    private @Nullable Relation table(Name name) {
        Relation relation = catalog.find(name);
        return relation == null || !relation.plain() || catalog.hasView(name) ? null : relation;
    }
}
