package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A standing now in a spelling that is no plain word: {@code pg_catalog.now()}, <code>{fn now()}</code>,
 * {@code "NOW"()}, {@code timestamptz 'now'}, {@code 'now'::timestamptz}, {@code cast('now' as timestamptz)},
 * {@code date 'today'}.
 *
 * @param first where it begins
 * @param last where it ends
 * @param word the plain word for it
 */
public record NowSpelt(int first, int last, String word) {

    private static final Set<String> TYPES = Set.of("TIMESTAMPTZ", "TIMESTAMP", "DATE", "TIME", "TIMETZ");
    private static final Set<String> MIDNIGHTS = Set.of("TODAY", "TOMORROW", "YESTERDAY");
    private static final Token NONE = new Token(Token.Kind.SYMBOL, "", 0, 0);

    /** The spelling of now that begins at a place; null if none does. */
    public static @Nullable NowSpelt at(List<Token> tokens, int place) {
        NowSpelt called = called(tokens, place);
        return called != null ? called : quoted(tokens, place);
    }

    private static @Nullable NowSpelt called(List<Token> tokens, int place) {
        boolean escape = at(tokens, place, "{") && at(tokens, place + 1, "FN");
        boolean qualified = at(tokens, place, "PG_CATALOG") && at(tokens, place + 1, ".");
        int name = escape || qualified ? place + 2 : place;
        Token word = token(tokens, name);
        boolean plain = word.kind() == Token.Kind.WORD && (escape || qualified);
        boolean now = (plain || word.kind() == Token.Kind.QUOTED && !at(tokens, place - 1, "."))
                && word.text().equalsIgnoreCase("now")
                && at(tokens, name + 1, "(")
                && at(tokens, name + 2, ")");
        int last = escape ? name + 3 : name + 2;
        return now && (!escape || at(tokens, last, "}")) ? new NowSpelt(place, last, "NOW") : null;
    }

    private static @Nullable NowSpelt quoted(List<Token> tokens, int place) {
        if (isNow(tokens, place) && at(tokens, place + 1, "::") && isType(tokens, place + 2)) {
            return of(tokens, place, place, place + 2, typeEnd(tokens, place + 2));
        }
        boolean cast = at(tokens, place, "CAST") && at(tokens, place + 1, "(") && isNow(tokens, place + 2);
        if (cast && at(tokens, place + 3, "AS") && isType(tokens, place + 4)) {
            return of(tokens, place, place + 2, place + 4, typeEnd(tokens, place + 4) + 1);
        }
        boolean typed = isType(tokens, place) && !at(tokens, place - 1, ".");
        int text = typeEnd(tokens, place) + 1;
        return typed && isNow(tokens, text) ? of(tokens, place, text, place, text) : null;
    }

    private static NowSpelt of(List<Token> tokens, int first, int text, int type, int last) {
        String says = said(token(tokens, text));
        return new NowSpelt(
                first,
                last,
                MIDNIGHTS.contains(says)
                        ? says
                        : switch (token(tokens, type).upper()) {
                            case "DATE" -> "CURRENT_DATE";
                            case "TIME" -> "LOCALTIME";
                            case "TIMETZ" -> "CURRENT_TIME";
                            default -> "NOW";
                        });
    }

    /** {@code timestamp (3) with time zone}. */
    private static int typeEnd(List<Token> tokens, int type) {
        int end = at(tokens, type + 1, "(") ? type + 3 : type;
        boolean zone = (at(tokens, end + 1, "WITH") || at(tokens, end + 1, "WITHOUT")) && at(tokens, end + 3, "ZONE");
        return zone ? end + 3 : end;
    }

    private static boolean isType(List<Token> tokens, int place) {
        return token(tokens, place).isAny(TYPES);
    }

    private static boolean isNow(List<Token> tokens, int place) {
        return isBare(token(tokens, place));
    }

    /** Whether a text means now where a time is expected: {@code 'now'}, {@code 'today'}. */
    public static boolean isBare(Token token) {
        String says = token.kind() == Token.Kind.STRING ? said(token) : "";
        return says.equals("NOW") || MIDNIGHTS.contains(says);
    }

    private static String said(Token text) {
        return Tokenizer.content(text).strip().toUpperCase(Locale.ROOT);
    }

    /** The type that such an expression names. */
    static String type(String expression) {
        List<Token> tokens = Tokenizer.tokens(expression);
        for (int i = 0; i < tokens.size(); i++) {
            if (isType(tokens, i)) {
                return expression.substring(
                        tokens.get(i).from(), tokens.get(typeEnd(tokens, i)).to());
            }
        }
        return "TIMESTAMPTZ";
    }

    private static boolean at(List<Token> tokens, int place, String word) {
        return token(tokens, place).is(word);
    }

    private static Token token(List<Token> tokens, int place) {
        return place >= 0 && place < tokens.size() ? tokens.get(place) : NONE;
    }
}
