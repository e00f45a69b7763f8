package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.QueryLevel;
import io.runstwice.jdbc.sql.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that a statement reads in no order of its own, so that where their rows lie decides what the job
 * does next.
 *
 * <p>An order is total if ORDER BY names all columns of a unique key of the one table that is read. When in doubt none
 * is.
 */
public final class ReadOrders {

    private final Catalog catalog;
    private final List<UniqueKey> keys;
    private final Map<Sql, Set<Relation>> taken = new ConcurrentHashMap<>();
    private final Map<Sql, Set<Relation>> given = new ConcurrentHashMap<>();

    ReadOrders(Catalog catalog, List<UniqueKey> keys) {
        this.catalog = catalog;
        this.keys = List.copyOf(keys);
    }

    /** The tables of which it takes some rows only: LIMIT, FETCH FIRST, OFFSET, SKIP LOCKED, DISTINCT ON, a cursor. */
    public Set<Relation> taken(Sql sql) {
        return taken.computeIfAbsent(sql, this::findTaken);
    }

    private Set<Relation> findTaken(Sql sql) {
        Set<Relation> found = new HashSet<>();
        for (Phrase phrase : sql.phrases) {
            for (QueryLevel level : QueryLevel.of(phrase.tokens)) {
                if ((level.takesSome() || phrase.has("CURSOR", "FOR")) && !isOrdered(phrase, level)) {
                    found.addAll(relations(phrase));
                }
            }
        }
        return found;
    }

    /** The tables whose rows it gives, if there may be several that are not all alike. */
    public Set<Relation> given(Sql sql) {
        return given.computeIfAbsent(sql, this::findGiven);
    }

    private Set<Relation> findGiven(Sql sql) {
        Phrase phrase = sql.only();
        if (phrase == null || !phrase.isQuery()) {
            return Set.of();
        }
        QueryLevel outermost = QueryLevel.of(phrase.tokens).get(0);
        return outermost.givesNoOrder() || isOrdered(phrase, outermost) || isOne(phrase, outermost)
                ? Set.of()
                : relations(phrase);
    }

    private boolean isOrdered(Phrase phrase, QueryLevel level) {
        Relation only = only(phrase, level);
        return only != null
                && keys(only).stream().filter(UniqueKey::isTotal).anyMatch(key -> level.isOrderedBy(key.columns()));
    }

    private boolean isOne(Phrase phrase, QueryLevel level) {
        Relation only = only(phrase, level);
        return only != null && keys(only).stream().anyMatch(key -> level.fixes(key.columns()));
    }

    private List<UniqueKey> keys(Relation relation) {
        return keys.stream().filter(key -> key.isOf(relation)).toList();
    }

    /** The one table that this level reads. */
    private @Nullable Relation only(Phrase phrase, QueryLevel level) {
        Set<Relation> all = relations(phrase);
        return level.readsOne() && all.size() == 1 ? all.iterator().next() : null;
    }

    /** All that the statement names: which of them a level reads is not asked. */
    private Set<Relation> relations(Phrase phrase) {
        Set<Relation> found = new HashSet<>();
        phrase.relations.forEach(name -> add(name, found));
        Name target = phrase.target();
        if (target != null) {
            add(target, found);
        }
        return found;
    }

    private void add(Name name, Set<Relation> found) {
        Relation relation = catalog.find(name);
        Phrase view = relation == null ? catalog.view(name) : null;
        if (relation != null) {
            found.addAll(catalog.ties().family(relation));
        } else if (view != null && !view.relations.contains(name)) {
            view.relations.forEach(inner -> add(inner, found));
        }
    }
}
