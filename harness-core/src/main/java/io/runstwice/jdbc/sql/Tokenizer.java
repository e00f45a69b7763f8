package io.runstwice.jdbc.sql;

import io.runstwice.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into words, so that neither a comment nor a string can be taken for a command.
 *
 * <p>MariaDB has habits of its own: a backslash escapes, double quotes hold a string, {@code #} begins a comment, and
 * what stands in {@code /*! … *}{@code /} is no comment.
 */
public final class Tokenizer {

    private final String sql;
    private final boolean backslashes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String sql, boolean backslashes) {
        this.sql = sql;
        this.backslashes = backslashes;
    }

    public static List<Token> tokens(String sql) {
        return tokens(sql, false);
    }

    /**
     * The words of a piece of SQL.
     *
     * @param backslashes whether it is read as MariaDB does
     */
    public static List<Token> tokens(String sql, boolean backslashes) {
        Tokenizer tokenizer = new Tokenizer(sql, backslashes);
        while (tokenizer.at < sql.length()) {
            tokenizer.next();
        }
        return tokenizer.tokens;
    }

    /** The content of a string, without its quotes; escapes stay as they are written. */
    static String content(Token string) {
        String text = string.text();
        if (text.startsWith("$")) {
            int opening = text.indexOf('$', 1) + 1;
            return text.substring(opening, Math.max(opening, text.length() - opening));
        }
        int opening = text.indexOf(text.charAt(text.length() - 1)) + 1;
        String quote = text.substring(text.length() - 1);
        return text.substring(opening, Math.max(opening, text.length() - 1)).replace(quote + quote, quote);
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = until("\n", at);
        } else if (backslashes && skipped(c)) {
            // taken
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'' || (backslashes && c == '"')) {
            string(at, 1, backslashes);
        } else if (!backslashes && (c == 'E' || c == 'e') && peek(1) == '\'') {
            string(at, 2, true);
        } else if (c == '"' || c == '`') {
            quoted(c);
        } else if (c == '$' && !backslashes && dollarQuoted()) {
            // taken
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            word();
        } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) {
            number();
        } else if (c == '?') {
            parameter();
        } else {
            add(Kind.SYMBOL, at, sql.startsWith("::", at) ? at + 2 : at + 1);
        }
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private int until(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** A comment, or the signs around what only looks like one. */
    private boolean skipped(char c) {
        int from = at;
        if (c == '#') {
            at = until("\n", at);
        } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
            at += sql.startsWith("/*!", at) ? 3 : 4;
            while (Character.isDigit(peek(0))) {
                at++;
            }
        } else if (sql.startsWith("*/", at)) {
            at += 2;
        }
        return at > from;
    }

    private void comment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    private void string(int from, int opening, boolean escapes) {
        char quote = sql.charAt(from + opening - 1);
        int end = from + opening;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (escapes && c == '\\') {
                end += 2;
            } else if (c == quote && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else if (c == quote) {
                break;
            } else {
                end++;
            }
        }
        add(Kind.STRING, from, Math.min(end + 1, sql.length()));
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < sql.length() && (sql.charAt(end) != quote || twice(quote, end))) {
            end += sql.charAt(end) == quote ? 2 : 1;
        }
        int to = Math.min(end, sql.length());
        String inner = sql.substring(at + 1, to).replace("" + quote + quote, "" + quote);
        tokens.add(new Token(Kind.QUOTED, inner, at, Math.min(to + 1, sql.length())));
        at = Math.min(to + 1, sql.length());
    }

    private boolean twice(char quote, int index) {
        return index + 1 < sql.length() && sql.charAt(index + 1) == quote;
    }

    private boolean dollarQuoted() {
        int close = sql.indexOf('$', at + 1);
        if (close < 0 || !sql.substring(at + 1, close).chars().allMatch(Character::isJavaIdentifierPart)) {
            return false;
        }
        add(Kind.STRING, at, until(sql.substring(at, close + 1), close + 1));
        return true;
    }

    private void word() {
        int end = at;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        add(Kind.WORD, at, end);
    }

    private void number() {
        int end = at;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        add(Kind.NUMBER, at, end);
    }

    private void parameter() {
        boolean operator = peek(1) == '?';
        add(operator ? Kind.SYMBOL : Kind.PARAMETER, at, at + (operator ? 2 : 1));
    }

    private void add(Kind kind, int from, int to) {
        tokens.add(new Token(kind, sql.substring(from, to), from, to));
        at = to;
    }
}
