package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Phrase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The rows that a change of rows reads and changes beside them: rows that they point at, rows that point at them. */
final class RowChange {

    /** Ways to change rows. */
    enum Way {
        INSERT,
        UPDATE,
        DELETE,
        ANY;

        boolean follows(Catalog.Reference reference) {
            return (this != UPDATE && reference.onDelete()) || (this != DELETE && reference.onUpdate());
        }
    }

    private final Catalog catalog;
    private final Reach reach;
    private final Way way;

    private RowChange(Way way, Catalog catalog, Reach reach) {
        this.way = way;
        this.catalog = catalog;
        this.reach = reach;
    }

    static RowChange of(Phrase phrase, Catalog catalog, Reach reach) {
        return new RowChange(way(phrase), catalog, reach);
    }

    private static Way way(Phrase phrase) {
        return switch (phrase.verb) {
            case "INSERT" -> phrase.has("DO", "UPDATE") || phrase.has("KEY", "UPDATE") ? Way.ANY : Way.INSERT;
            case "UPDATE" -> Way.UPDATE;
            case "DELETE" -> Way.DELETE;
            default -> Way.ANY;
        };
    }

    void of(Relation first) {
        Set<Relation> named = way == Way.INSERT ? Set.of(first) : catalog.ties().family(first);
        Set<Relation> cascaded = new HashSet<>();
        Deque<Relation> open = new ArrayDeque<>();
        named.forEach(relation -> open.addAll(change(relation, way)));
        while (!open.isEmpty()) {
            Relation next = open.pop();
            if (cascaded.add(next)) {
                open.addAll(change(next, Way.ANY));
            }
        }
    }

    /** Gives back the tables that change with it. */
    private Set<Relation> change(Relation relation, Way how) {
        if (relation.triggered() || !relation.plain() || catalog.ties().open().contains(relation)) {
            reach.all();
        }
        reach.writes(relation.named());
        Set<Relation> cascaded = new HashSet<>();
        if (how != Way.DELETE) {
            catalog.ties().draws().getOrDefault(relation, Set.of()).forEach(reach::takes);
        }
        for (Catalog.Reference reference : catalog.references()) {
            if (how != Way.DELETE && reference.child().equals(relation)) {
                reach.checks(reference.parent().named());
            }
            if (how != Way.INSERT && reference.parent().equals(relation)) {
                catalog.ties().family(reference.child()).forEach(child -> reach.checks(child.named()));
                if (how.follows(reference)) {
                    cascaded.addAll(catalog.ties().family(reference.child()));
                }
            }
        }
        return cascaded;
    }
}
