package io.runstwice.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One SELECT within a statement, without the queries inside it: which rows it takes, and in which order.
 *
 * <p>Its words are those of one depth of parentheses; what stands deeper is left out.
 */
public final class QueryLevel {

    private static final Set<String> ENDS_ORDER =
            Set.of("LIMIT", "FETCH", "OFFSET", "FOR", "UNION", "RETURNING", "LOCK", "RANGE");
    private static final Set<String> ENDS_WHERE = Set.of(
            "GROUP", "ORDER", "HAVING", "LIMIT", "FETCH", "OFFSET", "FOR", "UNION", "RETURNING", "WINDOW", "LOCK");
    private static final Set<String> ENDS_FROM =
            Set.of("WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "FETCH", "OFFSET", "FOR", "UNION", "WINDOW");
    private static final Set<String> AGGREGATES =
            Set.of("COUNT", "SUM", "MIN", "MAX", "AVG", "EXISTS", "BOOL_AND", "BOOL_OR", "EVERY");
    private static final Set<String> DIRECTIONS = Set.of("ASC", "DESC", "NULLS", "FIRST", "LAST");

    private final List<Token> tokens = new ArrayList<>();

    /** The levels of a statement, the outermost first. */
    public static List<QueryLevel> of(List<Token> statement) {
        List<QueryLevel> all = new ArrayList<>();
        List<QueryLevel> open = new ArrayList<>();
        all.add(new QueryLevel());
        open.add(all.get(0));
        for (Token token : statement) {
            if (token.is(")") && open.size() > 1) {
                open.remove(open.size() - 1);
            }
            open.get(open.size() - 1).tokens.add(token);
            if (token.is("(")) {
                QueryLevel inner = new QueryLevel();
                all.add(inner);
                open.add(inner);
            }
        }
        return all;
    }

    /** Whether it takes some of the rows that it finds, or passes by some. */
    public boolean takesSome() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token next = tokens.get(i + 1);
            boolean limit = tokens.get(i).is("LIMIT") && !next.is("ALL") && !next.is(")");
            boolean fetch = tokens.get(i).is("FETCH") && (next.is("FIRST") || next.is("NEXT"));
            boolean skips = tokens.get(i).is("SKIP") && next.is("LOCKED");
            boolean distinct = tokens.get(i).is("DISTINCT") && next.is("ON");
            if (limit || fetch || skips || distinct || (tokens.get(i).is("OFFSET") && next.isValue())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it reads one table alone. */
    public boolean readsOne() {
        int from = find("FROM", 0);
        return from >= 0
                && tokens.subList(from, end(from, ENDS_FROM)).stream()
                        .noneMatch(token ->
                                token.is(",") || token.is("JOIN") || token.is("FROM") && token != tokens.get(from));
    }

    /** Whether its ORDER BY names every one of these columns. */
    public boolean isOrderedBy(Set<String> columns) {
        int order = find("ORDER", 0);
        if (order < 0) {
            return false;
        }
        List<String> named = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        for (Token token : tokens.subList(order + 2, end(order, ENDS_ORDER))) {
            if (token.is(",")) {
                named.add(column(item));
                item.clear();
            } else if (!token.isAny(DIRECTIONS)) {
                item.add(token);
            }
        }
        named.add(column(item));
        return named.containsAll(columns);
    }

    /** Whether its WHERE fixes every one of these columns, with any further conditions beside them. */
    public boolean fixes(Set<String> columns) {
        int where = find("WHERE", 0);
        if (where < 0) {
            return false;
        }
        List<Token> condition = tokens.subList(where + 1, end(where, ENDS_WHERE));
        if (condition.stream().anyMatch(token -> token.is("OR"))) {
            return false;
        }
        List<String> fixed = new ArrayList<>();
        for (int i = 1; i + 1 < condition.size(); i++) {
            boolean ends = i + 2 >= condition.size()
                    || condition.get(i + 2).is("AND")
                    || condition.get(i + 2).is("::");
            if (condition.get(i).is("=") && condition.get(i + 1).isValue() && ends && begins(condition, i - 1)) {
                fixed.add(condition.get(i - 1).text().toLowerCase(Locale.ROOT));
            }
        }
        return fixed.containsAll(columns);
    }

    /** Whether a column stands here, with nothing before it that belongs to it but the name of its table. */
    private static boolean begins(List<Token> condition, int column) {
        int first = column >= 2 && condition.get(column - 1).is(".") ? column - 2 : column;
        return condition.get(column).isName()
                && (first == 0 || condition.get(first - 1).is("AND"));
    }

    /** Whether all that it gives is one row, or rows that are all alike. */
    public boolean givesNoOrder() {
        int from = find("FROM", 0);
        int select = find("SELECT", 0);
        if (select < 0 || from < select || find("GROUP", 0) >= 0) {
            return false;
        }
        boolean begins = true;
        for (Token token : tokens.subList(select + 1, from)) {
            if (begins && !token.isAny(AGGREGATES) && !token.isValue()) {
                return false;
            }
            begins = token.is(",");
        }
        return true;
    }

    private static String column(List<Token> item) {
        boolean plain = item.size() == 1 || (item.size() == 3 && item.get(1).is("."));
        Token last = item.isEmpty() ? null : item.get(item.size() - 1);
        return plain && last != null && last.isName() ? last.text().toLowerCase(Locale.ROOT) : "";
    }

    private int find(String word, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    private int end(int from, Set<String> words) {
        for (int i = Math.max(0, from) + 1; i < tokens.size(); i++) {
            if (tokens.get(i).isAny(words)) {
                return i;
            }
        }
        return tokens.size();
    }
}
