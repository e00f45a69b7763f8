package io.runstwice.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The words by which SQL asks what time it is, and how to ask what time it was. */
public final class Now {

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

    /** Of these the ones that give points in time. */
    private static final Set<String> MOVING =
            Set.of("STATEMENT_TIMESTAMP", "CLOCK_TIMESTAMP", "SYSDATE", "CURDATE", "UTC_TIMESTAMP", "UNIX_TIMESTAMP");

    /** These are functions, and names of anything else without parentheses. */
    private static final Set<String> CALLED = Set.of("NOW", "TRANSACTION_TIMESTAMP");

    private final StringBuilder told = new StringBuilder();
    private final List<Token> tokens;
    private final NowInWords words;
    private final String sql;
    private final Shift shift;
    private final BiFunction<String, Duration, String> earlier;
    private int copied;

    /**
     * The shift of a statement's now from the server's clock.
     *
     * @param behind how much earlier the now of its transaction is
     * @param ahead how much later every now is
     * @param inWords how much later the now is of which a text or a number is made
     */
    public record Shift(Duration behind, Duration ahead, Duration inWords) {

        public boolean isNone() {
            return behind.isZero() && ahead.isZero() && inWords.isZero();
        }

        Duration back(boolean standing, boolean words) {
            return (standing ? behind : Duration.ZERO).minus(ahead).minus(words ? inWords : Duration.ZERO);
        }
    }

    private Now(String sql, Shift shift, boolean backslashes, BiFunction<String, Duration, String> earlier) {
        this.sql = sql;
        this.shift = shift;
        this.tokens = Tokenizer.tokens(sql, backslashes);
        this.words = new NowInWords(tokens);
        this.earlier = earlier;
    }

    static boolean isRead(Token token) {
        return token.isAny(STANDING) || token.isAny(OTHERS);
    }

    /** Whether some code asks for it, in any spelling. */
    static boolean isReadIn(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isRead(tokens.get(i)) || NowSpelt.at(tokens, i) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether some code asks for the now that stands where its transaction began. */
    public static boolean isStandingIn(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            boolean standing =
                    tokens.get(i).isAny(STANDING) && (called || !tokens.get(i).isAny(CALLED));
            if (standing || NowSpelt.at(tokens, i) != null || NowSpelt.isBare(tokens.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * SQL that asks for another now than the server's.
     *
     * @param earlier an expression of a point in time, so much earlier, as the database writes it
     */
    public static String told(
            String sql, Shift shift, boolean backslashes, BiFunction<String, Duration, String> earlier) {
        return new Now(sql, shift, backslashes, earlier).told();
    }

    private String told() {
        for (int i = 0; i < tokens.size(); i++) {
            NowSpelt spelt = NowSpelt.at(tokens, i);
            Duration back = spelt == null ? back(i) : shift.back(true, words.has(spelt.first(), spelt.last()));
            int last = spelt == null ? words.end(i) : spelt.last();
            if (!back.isZero() && (last > i || !isCalled(tokens.get(i)))) {
                told.append(sql, copied, tokens.get(i).from());
                told.append(before(
                        spelt == null ? tokens.get(i).upper() : spelt.word(),
                        sql.substring(tokens.get(i).from(), tokens.get(last).to()),
                        back));
                copied = tokens.get(last).to();
                i = last;
            }
        }
        return told.append(sql, copied, sql.length()).toString();
    }

    /** How far back a word is to look; zero if it does not ask for now. */
    private Duration back(int i) {
        Token token = tokens.get(i);
        boolean standing = token.isAny(STANDING);
        return isQualified(i) || !standing && !token.isAny(MOVING)
                ? Duration.ZERO
                : shift.back(standing, words.has(i, words.end(i)));
    }

    private static boolean isCalled(Token token) {
        return token.isAny(CALLED) || token.isAny(MOVING);
    }

    /** A column of a user's table may have this name. */
    private boolean isQualified(int i) {
        return i > 0 && tokens.get(i - 1).is(".");
    }

    private String before(String word, String expression, Duration behind) {
        return switch (word) {
            case "CURRENT_DATE", "CURDATE" -> "CAST(" + earlier.apply("LOCALTIMESTAMP", behind) + " AS DATE)";
            case "UNIX_TIMESTAMP" -> "UNIX_TIMESTAMP(" + earlier.apply("NOW()", behind) + ")";
            case "CURRENT_TIME" -> "CAST(" + earlier.apply("CURRENT_TIMESTAMP", behind) + " AS TIME WITH TIME ZONE)";
            case "LOCALTIME" -> "CAST(" + earlier.apply("LOCALTIMESTAMP", behind) + " AS TIME)";
            case "TODAY", "TOMORROW", "YESTERDAY" -> midnight(word, expression, behind);
            default -> earlier.apply(expression, behind);
        };
    }

    /** {@code timestamptz 'today'}: midnight of the day that it is then. */
    private String midnight(String word, String expression, Duration behind) {
        String day = "date_trunc('day', " + earlier.apply("NOW()", behind) + ")";
        String at = word.equals("TODAY") ? day : day + (word.equals("TOMORROW") ? " + " : " - ") + "interval '1 day'";
        return "CAST(" + at + " AS " + NowSpelt.type(expression) + ")";
    }

    /**
     * The first text that is no statement of its own, like the body of a block, and asks for now, where the harness
     * cannot answer; null if there is none.
     */
    public static @Nullable String hiddenIn(List<Phrase> phrases) {
        return phrases.stream()
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
