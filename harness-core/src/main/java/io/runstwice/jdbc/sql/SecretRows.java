package io.runstwice.jdbc.sql;

import io.runstwice.world.Redaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that reach a secret's place by another name than its own: through rows that a statement lists within itself,
 * or by a name that is a value.
 */
final class SecretRows {

    /** Functions that make rows of arrays and documents. */
    private static final Set<String> ROWS = Set.of(
            ("UNNEST JSON_TO_RECORDSET JSONB_TO_RECORDSET JSON_TO_RECORD JSONB_TO_RECORD JSON_POPULATE_RECORDSET JSONB_POPULATE_RECORDSET"
                            + " JSON_POPULATE_RECORD JSONB_POPULATE_RECORD JSON_TABLE REGEXP_SPLIT_TO_TABLE STRING_TO_TABLE")
                    .split(" "));

    private final Phrase phrase;
    private final @Nullable String[] names;

    private SecretRows(Phrase phrase, @Nullable String[] names) {
        this.phrase = phrase;
        this.names = names;
    }

    /**
     * Marks them.
     *
     * @param columns of the table that is written, where an INSERT does not name them; null if they are not known
     * @param names of the values so far; marked values stand in a column that is not known
     */
    static void mask(Phrase phrase, @Nullable List<String> columns, @Nullable String[] names) {
        SecretRows rows = new SecretRows(phrase, names);
        rows.rows(columns);
        rows.settings();
    }

    /**
     * Rows that a statement lists within itself, or takes from arrays, and writes to a secret column by another name:
     * the harness does not trace which of their values that is.
     */
    private void rows(@Nullable List<String> columns) {
        boolean writes = phrase.tokens.stream().anyMatch(token -> token.isAny(Phrase.DML));
        boolean positional = SecretValues.isPositional(phrase)
                && columns != null
                && columns.stream().anyMatch(Redaction::isSecret);
        boolean secret = positional
                || phrase.tokens.stream().anyMatch(token -> token.isName() && Redaction.isSecret(token.text()));
        Deque<Boolean> rows = new ArrayDeque<>(List.of(false));
        for (int i = 0; writes && secret && i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (token.is("(")) {
                rows.push(rows.element() || beginsRows(i));
            } else if (token.is(")") && rows.size() > 1) {
                rows.pop();
            } else if (rows.element() && token.isValue() && !SecretValues.isSecret(names[i])) {
                names[i] = SecretValues.UNKNOWN;
            }
        }
    }

    private boolean beginsRows(int bracket) {
        Token before = phrase.tokens.get(Math.max(0, bracket - 1));
        Token after = phrase.after(bracket);
        boolean function = before.isAny(ROWS);
        boolean source = before.is("FROM") || before.is("USING") || before.is("JOIN") || before.is("AS");
        boolean query = after != null && (after.is("VALUES") || after.is("SELECT") || after.is("INSERT"));
        return function || query && (source || before.is("MATERIALIZED"));
    }

    /**
     * {@code set_config(?, 'x', false)}: the name may be a secret's. A value that is set where a name is
     * compared with a secret's may be a secret too.
     */
    private void settings() {
        boolean named = phrase.verb.equals("UPDATE")
                && phrase.tokens.stream()
                        .anyMatch(token ->
                                token.kind() == Token.Kind.STRING && Redaction.isSecret(SecretValues.bare(token)));
        for (int i = 0; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (named
                    && token.isValue()
                    && !Redaction.isSecret(SecretValues.bare(token))
                    && !SecretValues.isSecret(names[i])) {
                names[i] = SecretValues.UNKNOWN;
            } else if (token.is("set_config")) {
                configured(i + 1);
            }
        }
    }

    private void configured(int bracket) {
        int depth = 0;
        int argument = 0;
        for (int i = bracket; i < phrase.tokens.size() && (i == bracket || depth > 0); i++) {
            Token token = phrase.tokens.get(i);
            depth += Scan.depth(token);
            argument += depth == 1 && token.is(",") ? 1 : 0;
            boolean told = phrase.tokens.get(bracket + 1).kind() == Token.Kind.STRING
                    && bracket + 2 < phrase.tokens.size()
                    && phrase.tokens.get(bracket + 2).is(",");
            if (argument == 1 && token.isValue() && !told) {
                names[i] = SecretValues.UNKNOWN;
            }
        }
    }
}
