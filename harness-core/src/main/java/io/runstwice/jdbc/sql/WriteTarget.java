package io.runstwice.jdbc.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds where the tables are named that the word INSERT, UPDATE, DELETE, MERGE or REPLACE at one place writes. */
final class WriteTarget {

    private static final Set<String> MODIFIERS =
            Set.of("INTO", "FROM", "ONLY", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "OVERWRITE");

    /**
     * After these words they are no verbs: {@code for update}, {@code on delete cascade},
     * {@code before insert or update}.
     */
    private static final Set<String> NO_VERB_AFTER =
            Set.of("FOR", "ON", "KEY", "NO", "BEFORE", "AFTER", "OF", "OR", "GRANT", "REVOKE", ".", ",");

    private static final Set<String> NO_NAME =
            Set.of("SET", "VALUES", "DEFAULT", "SELECT", "WHERE", "ON", "OF", "USING");
    private static final Token NONE = new Token(Token.Kind.SYMBOL, "", 0, 0);

    private final List<Token> tokens;
    private final int verb;
    private final boolean maria;

    WriteTarget(List<Token> tokens, int verb, boolean maria) {
        this.tokens = tokens;
        this.verb = verb;
        this.maria = maria;
    }

    /** Where their names begin; nowhere if the word is no verb here. */
    List<Integer> places() {
        int first = first();
        if (first < 0) {
            return List.of();
        } else if (maria && at(verb).is("UPDATE")) {
            return of(listed(first), assigned());
        } else if (maria && at(verb).is("DELETE")) {
            return deleted(first);
        }
        return List.of(first);
    }

    private int first() {
        if (verb > 0 && NO_VERB_AFTER.contains(at(verb - 1).upper())) {
            return -1;
        }
        boolean into = at(verb).is("UPDATE") || maria;
        int i = verb + 1;
        while (at(i).isAny(MODIFIERS)) {
            into |= at(i).is("INTO") || at(i).is("FROM");
            i++;
        }
        return into && at(i).isName() && !at(i).isAny(NO_NAME) ? i : -1;
    }

    /** A table of a list, with the names by which it can be called. */
    private record Listed(int place, Set<String> names) {}

    private List<Listed> listed(int from) {
        List<Listed> listed = new ArrayList<>();
        for (int i = from; i < tokens.size() && !at(i).isAny(Set.of("SET", "WHERE")) && !at(i).is(";"); i++) {
            boolean begins = i == from || at(i - 1).is(",") || at(i - 1).is("JOIN");
            if (begins && at(i).isName()) {
                int end = i + 1;
                while (at(end).is(".")) {
                    end += 2;
                }
                int alias = at(end).is("AS") ? end + 1 : end;
                Set<String> names = new HashSet<>(Set.of(lower(end - 1)));
                if (at(alias).isName() && !at(alias).isAny(NO_NAME)) {
                    names.add(lower(alias));
                }
                listed.add(new Listed(i, names));
            }
        }
        return listed;
    }

    /** {@code UPDATE a JOIN b SET b.x = …}: whose columns are set; nothing if one of them does not say. */
    private Set<String> assigned() {
        Set<String> assigned = new HashSet<>();
        int depth = 0;
        boolean sets = false;
        for (int i = verb; i < tokens.size() && !at(i).is("WHERE") && !at(i).is(";"); i++) {
            depth += Scan.depth(at(i));
            sets |= at(i).is("SET");
            if (sets && depth == 0 && (at(i).is("SET") || at(i).is(","))) {
                if (!at(i + 2).is(".")) {
                    return Set.of();
                }
                assigned.add(lower(at(i + 4).is(".") ? i + 3 : i + 1));
            }
        }
        return assigned;
    }

    /** {@code DELETE FROM a}, {@code DELETE x FROM a x JOIN b}, {@code DELETE FROM x USING a x JOIN b}. */
    private List<Integer> deleted(int first) {
        Set<String> named = new HashSet<>();
        int i = first;
        while (i < tokens.size()
                && !at(i).isAny(Set.of("FROM", "USING", "WHERE", "ORDER", "LIMIT", "RETURNING"))
                && !at(i).is(";")) {
            if (at(i).isName()) {
                named.add(lower(i));
            }
            i++;
        }
        return at(i).is("FROM") || at(i).is("USING") ? of(listed(i + 1), named) : List.of(first);
    }

    private static List<Integer> of(List<Listed> listed, Set<String> named) {
        return listed.stream()
                .filter(one -> named.isEmpty() || one.names().stream().anyMatch(named::contains))
                .map(Listed::place)
                .toList();
    }

    private Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NONE;
    }

    private String lower(int i) {
        return at(i).text().toLowerCase(Locale.ROOT);
    }
}
