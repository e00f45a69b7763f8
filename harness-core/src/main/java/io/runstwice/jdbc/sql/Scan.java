package io.runstwice.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over the words of a statement: finds the relations that it names and the functions that it calls. */
public final class Scan {

    private static final Set<String> AFTER_TARGET = Set.of(
            "SELECT", "FROM", "INTO", "ONLY", "TABLE", "LATERAL", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "QUICK");
    private static final Set<String> BEFORE_NAME = Set.of("ONLY", "LATERAL", "ROWS");
    private static final Set<String> FROM_WITHIN = Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION");
    private static final Set<String> QUERY_BEGINS = Set.of("SELECT", "VALUES", "TABLE", "WITH");

    /** Words that may follow a relation in a list of them, and are no alias. */
    private static final Set<String> IN_LIST =
            Set.of("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "ON", "USING", "TABLESAMPLE", "WITH");

    /** Words that end a list of relations. */
    private static final Set<String> AFTER_LIST = Set.of(
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "FOR",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "SET",
            "VALUES",
            "SELECT",
            "RETURNING",
            "WINDOW",
            "WHEN",
            "DEFAULT",
            "KEY",
            "OVERRIDING",
            "ORDINALITY",
            "DO",
            "UPDATE");

    /** A parenthesis that is open: what stands before it, and whether a list of relations is being read in it. */
    private static final class Level {
        final String owner;
        boolean listing;

        Level(String owner) {
            this.owner = owner;
        }
    }

    final Set<String> functions = new HashSet<>();
    final List<Name> relations = new ArrayList<>();

    @Nullable
    Name target;

    int targetEnd;
    boolean writesInside;
    boolean unclear;
    private final List<Token> tokens;
    private final String verb;
    private final int verbAt;
    private final Set<String> withNames;
    private final Set<Integer> namePlaces = new HashSet<>();
    private final Deque<Level> levels = new ArrayDeque<>(List.of(new Level("")));

    Scan(List<Token> tokens, String verb, int verbAt, Set<String> withNames) {
        this.tokens = tokens;
        this.verb = verb;
        this.verbAt = verbAt;
        this.withNames = withNames;
    }

    public static int depth(Token token) {
        return token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }

    /** The function that is called at this place, in small letters, with its schema if that is written. */
    public static String called(List<Token> tokens, int place) {
        String name = tokens.get(place).text().toLowerCase(Locale.ROOT);
        boolean qualified = place > 1
                && tokens.get(place - 1).is(".")
                && tokens.get(place - 2).isName();
        String schema = qualified ? tokens.get(place - 2).text().toLowerCase(Locale.ROOT) : "";
        return schema.isEmpty() || schema.equals("pg_catalog") ? name : schema + "." + name;
    }

    void readTarget() {
        int i = verbAt + 1;
        while (i < tokens.size() && tokens.get(i).isAny(AFTER_TARGET)) {
            i++;
        }
        if (i < tokens.size() && tokens.get(i).isName()) {
            int end = nameEnd(i);
            target = name(i, end);
            targetEnd = end;
            writesInside = namesSeveral(end);
        }
    }

    /**
     * {@code UPDATE a, b SET …}, {@code UPDATE a JOIN b … SET …}, {@code DELETE a, b FROM …}: MariaDB writes any of
     * them.
     */
    private boolean namesSeveral(int from) {
        boolean several = false;
        int depth = 0;
        int i = from;
        boolean update = verb.equals("UPDATE");
        while (i < tokens.size()
                && (update || verb.equals("DELETE"))
                && !(depth == 0 && tokens.get(i).isAny(Set.of("SET", "WHERE", "FROM", "USING")))) {
            depth += depth(tokens.get(i));
            several |= depth == 0
                    && (tokens.get(i).is(",") || (update && tokens.get(i).is("JOIN")));
            i++;
        }
        return several;
    }

    void run() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                levels.push(new Level(i > 0 ? tokens.get(i - 1).upper() : ""));
            } else if (token.is(")") && levels.size() > 1) {
                levels.pop();
            } else {
                word(i, token);
            }
            if (isFunction(i)) {
                functions.add(called(tokens, i));
            }
        }
    }

    private void word(int place, Token token) {
        if (token.is("FROM") || token.is("JOIN") || (token.is("USING") && place != verbAt)) {
            if (!isFromWithin(place)) {
                level().listing = true;
                readRelation(place);
            }
        } else if (token.is(",") && level().listing) {
            readRelation(place);
        } else if (writes(place, token)) {
            writesInside = true;
        }
        if (token.isAny(AFTER_LIST)) {
            level().listing = false;
        }
        // a query by the name of its table alone: TABLE users
        unclear |= token.is("TABLE") && !follows(place, "LOCK", "TRUNCATE");
    }

    private Level level() {
        return java.util.Objects.requireNonNull(levels.peek());
    }

    private boolean writes(int place, Token token) {
        if (token.isAny(Phrase.DML)) {
            return place < verbAt
                    || (place > verbAt
                            && !isFunction(place)
                            && !follows(place, "FOR", "DO", "ON", "THEN", "NO", "KEY"));
        }
        return token.is("INTO") && Phrase.QUERIES.contains(verb) && levels.size() == 1;
    }

    private boolean follows(int place, String... words) {
        return place > 0 && java.util.Arrays.stream(words).anyMatch(tokens.get(place - 1)::is);
    }

    private boolean isFromWithin(int place) {
        boolean distinctFrom = follows(place, "DISTINCT")
                && place > 1
                && (tokens.get(place - 2).is("IS") || tokens.get(place - 2).is("NOT"));
        return distinctFrom || (tokens.get(place).is("FROM") && FROM_WITHIN.contains(level().owner));
    }

    /**
     * Reads {@code only b as x} after FROM, JOIN, USING or a comma; a query in parentheses is found by the walk itself.
     */
    private void readRelation(int before) {
        int i = before + 1;
        while (i < tokens.size() && tokens.get(i).isAny(BEFORE_NAME)) {
            i++;
        }
        if (i >= tokens.size()) {
            return;
        }
        if (tokens.get(i).is("(")) {
            readParenthesis(before, i);
        } else if (tokens.get(i).isName()) {
            checkEnd(skipAlias(readName(i)));
        } else {
            unclear = true;
        }
    }

    private void readParenthesis(int before, int open) {
        Token inner = open + 1 < tokens.size() ? tokens.get(open + 1) : tokens.get(open);
        if (tokens.get(before).is("USING")) {
            // of a join they are columns; of a DELETE or MERGE they could be tables
            unclear |= !Phrase.QUERIES.contains(verb) && !inner.isAny(QUERY_BEGINS);
        } else if (!inner.isAny(QUERY_BEGINS)) {
            readRelation(open);
        }
        skipAlias(closing(open) + 1);
    }

    private void checkEnd(int end) {
        if (end < tokens.size()) {
            Token token = tokens.get(end);
            unclear |= !token.is(",") && !token.is(")") && !token.isAny(IN_LIST) && !token.isAny(AFTER_LIST);
        }
    }

    private int readName(int from) {
        int end = nameEnd(from);
        if (end < tokens.size() && tokens.get(end).is("(")) {
            return closing(end) + 1;
        }
        Name name = name(from, end);
        if (!name.schema().isEmpty() || !withNames.contains(name.table().toLowerCase(Locale.ROOT))) {
            if (relations.isEmpty() && target == null) {
                targetEnd = end;
            }
            relations.add(name);
        }
        return end;
    }

    private int nameEnd(int from) {
        int end = from + 1;
        while (end + 1 < tokens.size()
                && tokens.get(end).is(".")
                && tokens.get(end + 1).isName()) {
            end += 2;
        }
        return end;
    }

    private Name name(int from, int end) {
        List<Token> parts = new ArrayList<>();
        for (int i = from; i < end; i++) {
            if (tokens.get(i).isName()) {
                parts.add(tokens.get(i));
                namePlaces.add(i);
            }
        }
        return Name.of(parts);
    }

    private int skipAlias(int from) {
        int i = from;
        if (i < tokens.size() && tokens.get(i).is("AS")) {
            i++;
        }
        if (i < tokens.size()
                && tokens.get(i).isName()
                && !tokens.get(i).isAny(IN_LIST)
                && !tokens.get(i).isAny(AFTER_LIST)) {
            namePlaces.add(i);
            i++;
            if (i < tokens.size() && tokens.get(i).is("(")) {
                i = closing(i) + 1;
            }
        }
        return i;
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** Whether a function is called here. */
    boolean isFunction(int place) {
        Token next = place + 1 < tokens.size() ? tokens.get(place + 1) : null;
        Token token = tokens.get(place);
        return next != null
                && next.is("(")
                && token.isName()
                && !namePlaces.contains(place)
                && !withNames.contains(token.text().toLowerCase(Locale.ROOT))
                && (token.kind() == Token.Kind.QUOTED || !Functions.isKeyword(token.text()));
    }
}
