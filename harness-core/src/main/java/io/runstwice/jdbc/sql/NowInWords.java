package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Set;

/**
 * The places where SQL makes a text or a number of now, and of nothing else: {@code to_char(now(), 'HH24')},
 * {@code extract(hour from now())}, {@code current_date::text}. Such a value cannot grow older.
 *
 * <p>A place with a column beside it ({@code extract(epoch from now() - created_at)}) does not count: that column grows
 * older.
 */
public final class NowInWords {

    private static final Set<String> FORMATS = Set.of(
            "TO_CHAR",
            "EXTRACT",
            "DATE_PART",
            "FORMATDATETIME",
            "DATE_FORMAT",
            "TIME_FORMAT",
            "UNIX_TIMESTAMP",
            "YEAR",
            "QUARTER",
            "MONTH",
            "MONTHNAME",
            "WEEK",
            "WEEKOFYEAR",
            "ISO_WEEK",
            "YEARWEEK",
            "DAY",
            "DAYNAME",
            "DAYOFYEAR",
            "DAY_OF_YEAR",
            "DAYOFMONTH",
            "DAY_OF_MONTH",
            "DAYOFWEEK",
            "DAY_OF_WEEK",
            "WEEKDAY",
            "TO_DAYS",
            "TO_SECONDS",
            "HOUR",
            "MINUTE",
            "CONCAT",
            "CONCAT_WS",
            "DATEDIFF",
            "TIMESTAMPDIFF",
            "FORMAT",
            "LEFT",
            "SUBSTR",
            "SUBSTRING");

    private static final Set<String> TEXTS = Set.of("TEXT", "VARCHAR", "CHAR", "CHARACTER", "BPCHAR");

    /** Words that may stand beside now without being a column. */
    private static final Set<String> WORDS = Set.of(
            "FROM",
            "AT",
            "TIME",
            "ZONE",
            "AS",
            "INTERVAL",
            "EPOCH",
            "YEAR",
            "YEARS",
            "QUARTER",
            "MONTH",
            "MONTHS",
            "WEEK",
            "WEEKS",
            "DOW",
            "ISODOW",
            "DOY",
            "DAY",
            "DAYS",
            "HOUR",
            "HOURS",
            "MINUTE",
            "MINUTES",
            "SECOND",
            "SECONDS",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "TEXT",
            "VARCHAR",
            "CHAR",
            "CHARACTER",
            "BIGINT",
            "INT",
            "INTEGER",
            "NUMERIC",
            "WITH",
            "WITHOUT",
            "DATETIME",
            "MICROSECOND",
            "LOCAL");

    private final List<Token> tokens;

    NowInWords(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Whether any now of an expression is. */
    public static boolean isIn(List<Token> tokens) {
        NowInWords words = new NowInWords(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            NowSpelt spelt = NowSpelt.at(tokens, i);
            boolean isNow = spelt != null || Now.isRead(tokens.get(i));
            if (isNow && words.has(i, spelt == null ? words.end(i) : spelt.last())) {
                return true;
            }
        }
        return false;
    }

    /** Whether code of several statements may make a text or a number of now: it may keep it in a variable first. */
    public static boolean mayBeIn(List<Token> body) {
        boolean makes = false;
        for (int i = 0; i < body.size(); i++) {
            boolean cast = body.get(i).is("::")
                    && i + 1 < body.size()
                    && body.get(i + 1).isAny(TEXTS);
            boolean call = body.get(i).isAny(FORMATS)
                    && i + 1 < body.size()
                    && body.get(i + 1).is("(");
            makes |= cast || call || body.get(i).is("UNIX_TIMESTAMP");
        }
        return makes && (Now.isReadIn(body) || body.stream().anyMatch(NowSpelt::isBare));
    }

    /** Whether a now that reaches from one token to another is made a text or a number. */
    boolean has(int first, int last) {
        if (tokens.get(first).is("UNIX_TIMESTAMP") || isMadeText(first, last) || isCountOfDays(last)) {
            return true;
        }
        int depth = 0;
        for (int i = first - 1; i > 0; i--) {
            depth += Scan.depth(tokens.get(i));
            if (depth > 0) {
                int close = close(i);
                if (isFormat(i, close) && isAlone(i + 1, close)) {
                    return true;
                } else if (isMadeText(i - 1, close)) {
                    return isAlone(i + 1, close);
                }
                depth = 0;
            }
        }
        return false;
    }

    /** {@code current_date - date '2020-01-01'} is a number. */
    private boolean isCountOfDays(int last) {
        return last + 3 < tokens.size()
                && tokens.get(last + 1).is("-")
                && tokens.get(last + 2).is("DATE")
                && tokens.get(last + 3).kind() == Token.Kind.STRING;
    }

    private boolean isFormat(int open, int close) {
        Token function = tokens.get(open - 1);
        boolean casts = function.is("CAST") || function.is("CONVERT");
        return function.isAny(FORMATS)
                || casts && tokens.subList(open, close).stream().anyMatch(token -> token.isAny(TEXTS));
    }

    /** {@code ::text}, or put together with a text. */
    private boolean isMadeText(int first, int last) {
        boolean before = first > 1 && tokens.get(first - 1).is("|");
        boolean after = last + 1 < tokens.size() && tokens.get(last + 1).is("|");
        for (int i = last + 1; i + 1 < tokens.size() && tokens.get(i).is("::"); i += 2) {
            after |= tokens.get(i + 1).isAny(TEXTS);
        }
        return before || after;
    }

    /** Whether no column is named between two places. */
    private boolean isAlone(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            boolean calls = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (token.isName() && !calls && !Now.isRead(token) && !token.isAny(WORDS)) {
                return false;
            }
        }
        return true;
    }

    /** Where the parentheses of a call end, if it has any. */
    int end(int i) {
        if (i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
            for (int j = i + 2; j < Math.min(tokens.size(), i + 4); j++) {
                if (tokens.get(j).is(")")) {
                    return j;
                }
            }
        }
        return i;
    }

    private int close(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += Scan.depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }
}
