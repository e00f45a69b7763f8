package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Scan;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether other workers can act between the read and the write of a statement in autocommit, so that running it
 * in one piece would hide a bug. In doubt they can.
 *
 * <p>They cannot where the statement locks all rows that it reads, or reads them once more when it has waited: rows of
 * given values, and one row found by its primary key. Thread-safe.
 */
public final class StatementAtomicity {

    private static final Set<String> AFTER_WHERE = Set.of("RETURNING", "ORDER", "LIMIT");
    private static final Set<String> OR = Set.of("OR", "XOR");

    private final Catalog catalog;
    private final StatementFootprints footprints;
    private final Map<Sql, Boolean> known = new ConcurrentHashMap<>();

    StatementAtomicity(Catalog catalog, StatementFootprints footprints) {
        this.catalog = catalog;
        this.footprints = footprints;
    }

    /**
     * Whether it can be.
     *
     * @param noticed whether a lock that is held for a moment makes a difference
     */
    public boolean canBe(Sql sql, boolean noticed) {
        Phrase only = sql.only();
        if (only == null || catalog.staysInSession(sql) || sql.isTwoPhase()) {
            return false;
        }
        return noticed && locks(only) || known.computeIfAbsent(sql, unseen -> find(sql, only));
    }

    private static boolean locks(Phrase phrase) {
        return Phrase.DML.contains(phrase.verb) || phrase.isQuery() && phrase.locksRows();
    }

    private boolean find(Sql sql, Phrase phrase) {
        if (catalog.isReading(sql)) {
            return false;
        }
        return switch (phrase.verb) {
            case "CALL" -> !catalog.callsCommitting(sql);
            case "DO" -> phrase.tokens.stream().map(Token::upper).noneMatch(StatementAtomicity::mayEnd);
            case "SELECT", "VALUES", "TABLE" ->
                !phrase.isQuery() || !catalog.purity().isRowless(phrase);
            case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE" ->
                footprints.of(sql) == Touch.EVERYTHING || !isOneRow(phrase);
            default -> false;
        };
    }

    private static boolean mayEnd(String word) {
        return word.contains("COMMIT") || word.contains("ROLLBACK");
    }

    private boolean isOneRow(Phrase phrase) {
        Name target = phrase.target();
        return switch (phrase.verb) {
            case "INSERT" -> phrase.relations.isEmpty() && phrase.isClear();
            case "UPDATE" -> target != null && phrase.relations.isEmpty() && isByKey(phrase, target);
            case "DELETE" -> target != null && phrase.relations.equals(List.of(target)) && isByKey(phrase, target);
            default -> false;
        };
    }

    private boolean isByKey(Phrase phrase, Name target) {
        Relation relation = catalog.find(target);
        if (relation == null || relation.key().length == 0) {
            return false;
        }
        List<List<Token>> conditions = conditions(phrase);
        for (int key : relation.key()) {
            String name = relation.fields().get(key).name();
            if (conditions.stream().noneMatch(condition -> isGiven(condition, name))) {
                return false;
            }
        }
        return true;
    }

    /** The conditions that have to hold together; empty if they are not plain to see. */
    private static List<List<Token>> conditions(Phrase phrase) {
        List<List<Token>> all = new ArrayList<>();
        List<Token> condition = new ArrayList<>();
        int depth = 0;
        boolean where = false;
        for (Token token : phrase.tokens) {
            depth += Scan.depth(token);
            if (depth == 0 && where && token.isAny(OR)) {
                return List.of();
            } else if (depth == 0 && where && token.isAny(AFTER_WHERE)) {
                break;
            } else if (depth == 0 && (token.is("WHERE") || where && token.is("AND"))) {
                where = true;
                all.add(condition);
                condition = new ArrayList<>();
            } else {
                condition.add(token);
            }
        }
        all.add(condition);
        return where ? all.subList(1, all.size()) : List.of();
    }

    /** {@code t.id = ?}. */
    private static boolean isGiven(List<Token> condition, String name) {
        int last = condition.size() - 1;
        return (last == 2 || last == 4 && condition.get(1).is("."))
                && condition.get(last).isValue()
                && condition.get(last - 1).is("=")
                && condition.get(last - 2).isName()
                && condition.get(last - 2).text().equalsIgnoreCase(name);
    }
}
