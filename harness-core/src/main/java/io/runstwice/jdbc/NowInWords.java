package io.runstwice.jdbc;

import java.util.List;
import java.util.Set;

/**
 * Where SQL makes a text or a number of now, and of nothing else: {@code to_char(now(), 'HH24')}, {@code extract(hour from now())},
 * {@code current_date::text}. What is made so cannot grow older.
 *
 * <p>Where a column stands beside it ({@code extract(epoch from now() - created_at)}) it is no such place: that column grows older.
 */
final class NowInWords {

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
            "DATEDIFF");

    private static final Set<String> TEXTS = Set.of("TEXT", "VARCHAR", "CHAR", "CHARACTER", "BPCHAR");

    /** What may stand beside now without being a column. */
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

    /** Whether any now of a piece of SQL is in words. */
    static boolean isIn(Sql sql) {
        return sql.readsNow()
                && sql.phrases.stream().anyMatch(phrase -> {
                    NowInWords words = new NowInWords(phrase.tokens);
                    for (int i = 0; i < phrase.tokens.size(); i++) {
                        if (Now.isRead(phrase.tokens.get(i)) && words.has(i, words.end(i))) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** Whether a now that reaches from one token to another is made a text or a number. */
    boolean has(int first, int last) {
        if (tokens.get(first).is("UNIX_TIMESTAMP") || isMadeText(first, last)) {
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
