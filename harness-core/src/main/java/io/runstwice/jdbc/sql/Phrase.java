package io.runstwice.jdbc.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a piece of SQL, as far as a harness has to understand it: its verb, the relations it reads and
 * writes, the functions it calls. Where it is not sure it says so; it never guesses.
 */
public final class Phrase {

    public static final Set<String> DML = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");
    private static final Set<String> MAIN =
            Set.of("SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    public final List<Token> tokens;
    public final String verb;
    public final int verbAt;
    public final Set<String> functions;
    public final List<Name> relations;
    private final Set<String> withNames = new HashSet<>();
    private final Scan scan;

    public Phrase(List<Token> tokens) {
        this.tokens = tokens;
        this.verbAt = verbPlace();
        this.verb = tokens.get(verbAt).upper();
        this.scan = new Scan(tokens, verb, verbAt, withNames);
        if (DML.contains(verb) || verb.equals("TRUNCATE") || verb.equals("COPY")) {
            scan.readTarget();
        }
        scan.run();
        this.functions = scan.functions;
        this.relations = scan.relations;
        if (has("NEXT", "VALUE")) {
            functions.add("nextval");
        }
    }

    @Nullable
    public Name target() {
        return scan.target;
    }

    /** Where the name of the written relation, or of the first one that is read, ends. */
    int subjectEnd() {
        return scan.targetEnd;
    }

    /** Its subject: the relation that it writes, else the first that it reads, else the function that it calls. */
    @Nullable
    public String subject() {
        Name target = scan.target;
        if (target != null) {
            return target.toString();
        }
        if (QUERIES.contains(verb)) {
            return relations.isEmpty() ? firstFunction() : relations.get(0).toString();
        }
        return null;
    }

    public boolean isQuery() {
        return QUERIES.contains(verb) && !scan.writesInside;
    }

    /** Whether it writes one relation and nothing else, as far as its own text goes. */
    public boolean isPlainWrite() {
        return scan.target != null && !scan.writesInside && !verb.equals("COPY") && !verb.equals("TRUNCATE");
    }

    /** Whether every relation that it reads is known by name; else it may read any. */
    public boolean isClear() {
        return !scan.unclear;
    }

    /** The names that it gives to queries of its own. */
    public Set<String> withNames() {
        return withNames;
    }

    /** Whether it locks the rows that it reads. */
    public boolean locksRows() {
        return has("FOR", "UPDATE")
                || has("FOR", "SHARE")
                || has("FOR", "NO")
                || has("FOR", "KEY")
                || has("LOCK", "IN");
    }

    public boolean has(String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is(first) && tokens.get(i + 1).is(second)) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    public Token after(int place) {
        return place + 1 < tokens.size() ? tokens.get(place + 1) : null;
    }

    private @Nullable String firstFunction() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (scan.isFunction(i)) {
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
            depth += Scan.depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).isAny(MAIN)) {
                return i;
            }
            if (depth == 0 && tokens.get(i).isName() && !tokens.get(i).is("AS")) {
                withNames.add(tokens.get(i).text().toLowerCase(Locale.ROOT));
            }
        }
        return first;
    }
}
