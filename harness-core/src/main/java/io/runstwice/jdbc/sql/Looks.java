package io.runstwice.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The uses of the columns that a statement names: compared with now, compared with parameters, or handed out.
 *
 * <p>Read from its words, condition by condition. A name that is no column of a table is among them, too.
 */
public final class Looks {

    private static final Set<String> ENDS = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "ON",
            "SET",
            "VALUES",
            "HAVING",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "RETURNING",
            "ORDER",
            "GROUP",
            "LIMIT",
            "USING",
            "JOIN",
            "UNION",
            "CASE",
            "CONFLICT",
            "DO",
            "INTO",
            "FOR");

    /** Behind these a parenthesis begins no list of arguments. */
    private static final Set<String> NO_FUNCTIONS =
            Set.of("IN", "AND", "OR", "NOT", "WHERE", "ON", "VALUES", "WHEN", "THEN", "ELSE", "SELECT", "EXISTS", "AS");

    /**
     * A column in a condition or a list.
     *
     * @param column its name, in small letters; {@code *} for all
     * @param atNow whether the same condition asks what time it is
     * @param parameters the places of the parameters in the same condition, from 0
     * @param handedOut whether its value goes to the job
     */
    public record Look(String column, boolean atNow, Set<Integer> parameters, boolean handedOut) {}

    private final List<Look> looks = new ArrayList<>();
    private final Deque<Boolean> arguments = new ArrayDeque<>();
    private final Set<String> columns = new HashSet<>();
    private final Set<Integer> parameters = new HashSet<>();
    private final boolean query;
    private int parameter;
    private boolean now;
    private boolean listed;
    private boolean assigned;

    private Looks(boolean query) {
        this.query = query;
    }

    public static List<Look> of(Sql sql) {
        List<Look> all = new ArrayList<>();
        int parameter = 0;
        for (Phrase phrase : sql.phrases) {
            Looks looks = new Looks(phrase.isQuery());
            looks.parameter = parameter;
            looks.read(phrase.tokens);
            parameter = looks.parameter;
            all.addAll(looks.looks);
        }
        return List.copyOf(all);
    }

    private void read(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isAny(ENDS)) {
                end();
                listed = token.is("SELECT") ? query : token.is("RETURNING");
                assigned = token.is("SET") || assigned && !token.is("WHERE") && !token.is("FROM");
            } else if (token.is(",") && !Boolean.TRUE.equals(arguments.peek())) {
                end();
            } else {
                take(tokens, i);
            }
        }
        end();
    }

    private void take(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.is("(")) {
            Token before = i == 0 ? token : tokens.get(i - 1);
            arguments.push(before.isName() && !before.isAny(NO_FUNCTIONS));
        } else if (token.is(")")) {
            arguments.poll();
        } else if (token.kind() == Token.Kind.PARAMETER) {
            parameters.add(parameter++);
        } else if (Now.isRead(token)) {
            now = true;
        } else if (token.is("*") && listed) {
            columns.add("*");
        } else if (token.isName() && !isAssigned(tokens, i)) {
            columns.add(token.text().toLowerCase(Locale.ROOT));
        }
    }

    /** In {@code SET until = …} it is not looked at. */
    private boolean isAssigned(List<Token> tokens, int i) {
        return assigned
                && columns.isEmpty()
                && i + 1 < tokens.size()
                && tokens.get(i + 1).is("=");
    }

    private void end() {
        for (String column : columns) {
            looks.add(new Look(column, now, Set.copyOf(parameters), listed && !now && parameters.isEmpty()));
        }
        columns.clear();
        parameters.clear();
        now = false;
    }
}
