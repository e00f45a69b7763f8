package io.runstwice.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The words by which SQL asks what time it is, and how to ask what time it was. */
final class Now {

    private static final Set<String> STANDING = Set.of(
            "NOW",
            "TRANSACTION_TIMESTAMP",
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIMESTAMP",
            "LOCALTIME");

    private static final Set<String> OTHERS = Set.of(
            "STATEMENT_TIMESTAMP",
            "CLOCK_TIMESTAMP",
            "TIMEOFDAY",
            "SYSDATE",
            "SYSTIMESTAMP",
            "CURDATE",
            "CURTIME",
            "UTC_TIMESTAMP",
            "UTC_DATE",
            "UTC_TIME",
            "UNIX_TIMESTAMP",
            "TODAY");

    /** These are functions, and names of anything else without parentheses. */
    private static final Set<String> CALLED = Set.of("NOW", "TRANSACTION_TIMESTAMP");

    private final StringBuilder told = new StringBuilder();
    private final List<Token> tokens;
    private final String sql;
    private final BiFunction<String, Duration, String> earlier;
    private int copied;

    private Now(String sql, boolean backslashes, BiFunction<String, Duration, String> earlier) {
        this.sql = sql;
        this.tokens = Tokenizer.tokens(sql, backslashes);
        this.earlier = earlier;
    }

    static boolean isRead(Token token) {
        return token.isAny(STANDING) || token.isAny(OTHERS);
    }

    /**
     * SQL that asks what time it was so long ago, where it asked for the now of its transaction.
     *
     * @param earlier an expression of a point in time, so much earlier, as the database writes it
     */
    static String before(
            String sql, Duration behind, boolean backslashes, BiFunction<String, Duration, String> earlier) {
        return new Now(sql, backslashes, earlier).before(behind);
    }

    private String before(Duration behind) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isAny(STANDING) && !isQualified(i)) {
                int last = end(i);
                boolean isCall = last > i;
                if (isCall || !token.isAny(CALLED)) {
                    told.append(sql, copied, token.from());
                    told.append(before(
                            token.upper(),
                            sql.substring(token.from(), tokens.get(last).to()),
                            behind));
                    copied = tokens.get(last).to();
                    i = last;
                }
            }
        }
        return told.append(sql, copied, sql.length()).toString();
    }

    /** A column of somebody's table may be called so. */
    private boolean isQualified(int i) {
        return i > 0 && tokens.get(i - 1).is(".");
    }

    /** Where its parentheses end, if it has any. */
    private int end(int i) {
        if (i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
            for (int j = i + 2; j < Math.min(tokens.size(), i + 4); j++) {
                if (tokens.get(j).is(")")) {
                    return j;
                }
            }
        }
        return i;
    }

    private String before(String word, String expression, Duration behind) {
        return switch (word) {
            case "CURRENT_DATE" -> "CAST(" + earlier.apply("LOCALTIMESTAMP", behind) + " AS DATE)";
            case "CURRENT_TIME" -> "CAST(" + earlier.apply("CURRENT_TIMESTAMP", behind) + " AS TIME WITH TIME ZONE)";
            case "LOCALTIME" -> "CAST(" + earlier.apply("LOCALTIMESTAMP", behind) + " AS TIME)";
            default -> earlier.apply(expression, behind);
        };
    }

    /** Whether a text that is no statement of its own, like the body of a block, asks for it where nobody can answer otherwise. */
    static @Nullable String hiddenIn(Sql sql) {
        return sql.phrases.stream()
                .flatMap(phrase -> phrase.tokens.stream())
                .filter(token ->
                        token.kind() == Token.Kind.STRING && token.text().startsWith("$"))
                .filter(token -> Tokenizer.tokens(token.text().replace('$', ' ')).stream()
                        .anyMatch(t -> t.isAny(STANDING)))
                .map(Token::text)
                .findFirst()
                .orElse(null);
    }
}
