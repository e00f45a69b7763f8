package io.runstwice.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a piece of SQL, as far as a harness has to understand it: its verb, the relations it reads and writes,
 * the functions it calls. Where it is not sure it says so; it never guesses.
 */
final class Phrase {

    private static final Set<String> DML = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");
    private static final Set<String> MAIN =
            Set.of("SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    private static final Set<String> AFTER_TARGET = Set.of(
            "SELECT", "FROM", "INTO", "ONLY", "TABLE", "LATERAL", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "QUICK");
    private static final Set<String> NOT_AN_ALIAS = Set.of(
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
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "CROSS",
            "NATURAL",
            "ON",
            "USING",
            "SET",
            "VALUES",
            "SELECT",
            "RETURNING",
            "WINDOW",
            "WHEN",
            "DEFAULT",
            "KEY",
            "OVERRIDING",
            "TABLESAMPLE",
            "ORDINALITY",
            "WITH");
    private static final Set<String> FROM_WITHIN = Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION");

    final List<Token> tokens;
    final String verb;
    final int verbAt;
    final Set<String> functions = new HashSet<>();
    final List<Name> relations = new ArrayList<>();
    private final Set<String> withNames = new HashSet<>();
    private final Set<Integer> namePlaces = new HashSet<>();
    private @Nullable Name target;
    private int targetEnd;
    private boolean writesInside;

    Phrase(List<Token> tokens) {
        this.tokens = tokens;
        this.verbAt = verbPlace();
        this.verb = tokens.get(verbAt).upper();
        if (DML.contains(verb) || verb.equals("TRUNCATE") || verb.equals("COPY")) {
            readTarget();
        }
        scan();
        if (has("NEXT", "VALUE")) {
            functions.add("nextval");
        }
    }

    @Nullable
    Name target() {
        return target;
    }

    /** Where the name of the written relation, or of the first one that is read, ends. */
    int subjectEnd() {
        return targetEnd;
    }

    /** What it is about: the relation it writes, else the first it reads, else the function it calls. */
    @Nullable
    String subject() {
        if (target != null) {
            return target.toString();
        }
        if (QUERIES.contains(verb)) {
            return relations.isEmpty() ? firstFunction() : relations.get(0).toString();
        }
        return null;
    }

    boolean isQuery() {
        return QUERIES.contains(verb) && !writesInside;
    }

    /** Whether it writes one relation and nothing else, as far as its own text goes. */
    boolean isPlainWrite() {
        return target != null && !writesInside && !verb.equals("COPY") && !verb.equals("TRUNCATE");
    }

    boolean callsOnlyPure() {
        return functions.stream().allMatch(Functions::isPure);
    }

    boolean callsOnlyUndone() {
        return functions.stream().allMatch(Functions::isUndone);
    }

    boolean callsOnlyRowless() {
        return functions.stream().allMatch(Functions::isRowless);
    }

    boolean has(String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is(first) && tokens.get(i + 1).is(second)) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Token after(int place) {
        return place + 1 < tokens.size() ? tokens.get(place + 1) : null;
    }

    private @Nullable String firstFunction() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isFunction(i)) {
                return tokens.get(i).text().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private int verbPlace() {
        int first = 0;
        while (first < tokens.size() - 1 && !tokens.get(first).isName()) {
            first++;
        }
        if (!tokens.get(first).is("WITH")) {
            return first;
        }
        int depth = 0;
        for (int i = first; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).isAny(MAIN)) {
                return i;
            }
            if (depth == 0 && tokens.get(i).isName() && !tokens.get(i).is("AS")) {
                withNames.add(tokens.get(i).text().toLowerCase(Locale.ROOT));
            }
        }
        return first;
    }

    private static int depth(Token token) {
        return token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }

    private void readTarget() {
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

    /** {@code UPDATE a, b SET …}, {@code UPDATE a JOIN b … SET …}, {@code DELETE a, b FROM …}: MariaDB writes any of them. */
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

    private void scan() {
        Deque<String> owners = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                owners.push(i > 0 ? tokens.get(i - 1).upper() : "");
            } else if (token.is(")") && !owners.isEmpty()) {
                owners.pop();
            } else if (token.is("FROM") || token.is("JOIN") || (token.is("USING") && i != verbAt)) {
                if (!isFromWithin(i, owners.peek())) {
                    readRelations(i);
                }
            } else if (i > verbAt
                    && token.isAny(DML)
                    && !isFunction(i)
                    && !follows(i, "FOR", "DO", "ON", "THEN", "NO", "KEY")) {
                writesInside = true;
            } else if (token.isAny(DML) && i < verbAt) {
                writesInside = true;
            } else if (token.is("INTO") && QUERIES.contains(verb) && owners.isEmpty()) {
                writesInside = true;
            }
            if (isFunction(i)) {
                functions.add(token.text().toLowerCase(Locale.ROOT));
            }
        }
    }

    private boolean follows(int place, String... words) {
        return place > 0 && java.util.Arrays.stream(words).anyMatch(tokens.get(place - 1)::is);
    }

    private boolean isFromWithin(int place, @Nullable String owner) {
        boolean distinctFrom = follows(place, "DISTINCT")
                && place > 1
                && (tokens.get(place - 2).is("IS") || tokens.get(place - 2).is("NOT"));
        return distinctFrom || (tokens.get(place).is("FROM") && owner != null && FROM_WITHIN.contains(owner));
    }

    /** Reads {@code a, only b as x, (…) y, f(…) z} after FROM; what stands in parentheses is found by the scan itself. */
    private void readRelations(int from) {
        int i = from;
        do {
            i++;
            while (i < tokens.size() && tokens.get(i).isAny(Set.of("ONLY", "LATERAL", "ROWS"))) {
                i++;
            }
            if (i >= tokens.size()) {
                return;
            }
            if (tokens.get(i).is("(")) {
                i = closing(i) + 1;
            } else if (tokens.get(i).isName()) {
                i = readRelation(i);
            } else {
                return;
            }
            i = skipAlias(i);
        } while (i < tokens.size() && tokens.get(i).is(","));
    }

    private int readRelation(int from) {
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

    private int skipAlias(int from) {
        int i = from;
        if (i < tokens.size() && tokens.get(i).is("AS")) {
            i++;
        }
        if (i < tokens.size() && tokens.get(i).isName() && !tokens.get(i).isAny(NOT_AN_ALIAS)) {
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

    private boolean isFunction(int place) {
        Token next = after(place);
        Token token = tokens.get(place);
        return next != null
                && next.is("(")
                && token.isName()
                && !namePlaces.contains(place)
                && !withNames.contains(token.text().toLowerCase(Locale.ROOT))
                && (token.kind() == Token.Kind.QUOTED || !Functions.isKeyword(token.text()));
    }
}
