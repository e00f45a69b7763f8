package io.runstwice.jdbc.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Takes the words out of SQL that lock the rows of a query: {@code FOR UPDATE} and its kin, with what belongs to them.
 * What stands in a string, a quoted name or a comment is no word, and what stands outside a query is something else.
 */
public final class RowLockWords {

    private static final Set<String> NO_QUERIES = Set.of("CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE");
    private static final Set<String> QUERY_BEGINS = Set.of("SELECT", "VALUES", "TABLE", "WITH", "(");

    private final String sql;
    private final List<Token> tokens;
    private final Deque<Boolean> queries = new ArrayDeque<>();

    private RowLockWords(String sql, boolean backslashes) {
        this.sql = sql;
        this.tokens = Tokenizer.tokens(sql, backslashes);
        queries.push(!tokens.isEmpty() && !tokens.get(0).isAny(NO_QUERIES));
    }

    /**
     * The SQL without the words by which it locks the rows that it reads.
     *
     * @param backslashes whether it is read as MariaDB does
     */
    public static String without(String sql, boolean backslashes) {
        return new RowLockWords(sql, backslashes).without();
    }

    private String without() {
        StringBuilder kept = new StringBuilder();
        int from = 0;
        int at = 0;
        while (at < tokens.size()) {
            nest(at);
            int end = clause(at);
            if (end > at) {
                kept.append(sql.substring(from, tokens.get(at).from()).stripTrailing());
                from = tokens.get(end - 1).to();
            }
            at = Math.max(end, at + 1);
        }
        return kept.append(sql.substring(from)).toString();
    }

    private void nest(int at) {
        if (is(at, "(")) {
            queries.push(at + 1 < tokens.size()
                    && QUERY_BEGINS.contains(tokens.get(at + 1).upper()));
        } else if (is(at, ")") && queries.size() > 1) {
            queries.pop();
        }
    }

    /** Where a clause ends that begins here; here, if none does. */
    private int clause(int at) {
        if (!Boolean.TRUE.equals(queries.peek())) {
            return at;
        }
        if (is(at, "LOCK") && is(at + 1, "IN") && is(at + 2, "SHARE") && is(at + 3, "MODE")) {
            return patience(at + 4);
        }
        int strong = is(at, "FOR") ? strength(at + 1) : 0;
        return strong == 0 ? at : patience(is(strong, "OF") ? names(strong + 1) : strong);
    }

    private int strength(int at) {
        if (is(at, "NO") && is(at + 1, "KEY") && is(at + 2, "UPDATE")) {
            return at + 3;
        } else if (is(at, "KEY") && is(at + 1, "SHARE")) {
            return at + 2;
        }
        return is(at, "UPDATE") || is(at, "SHARE") ? at + 1 : 0;
    }

    private int names(int at) {
        int end = at + 1;
        while (is(end, ".") || is(end, ",")) {
            end += 2;
        }
        return end;
    }

    private int patience(int at) {
        if (is(at, "NOWAIT")) {
            return at + 1;
        } else if (is(at, "SKIP") && is(at + 1, "LOCKED")) {
            return at + 2;
        }
        boolean waits =
                is(at, "WAIT") && at + 1 < tokens.size() && tokens.get(at + 1).kind() == Token.Kind.NUMBER;
        return waits ? at + 2 : at;
    }

    private boolean is(int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }
}
