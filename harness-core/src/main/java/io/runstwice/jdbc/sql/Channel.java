package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a statement notifies, as far as it says which.
 *
 * @param name its name; null if that is a parameter, or put together
 * @param parameter which parameter it is, from 0; less than 0 for none
 */
public record Channel(@Nullable String name, int parameter) {

    private static final Channel UNKNOWN = new Channel(null, -1);
    private static final Token NONE = new Token(Token.Kind.SYMBOL, "", 0, 0);

    /** Something that is no plain string. */
    private static final Token OTHER = new Token(Token.Kind.SYMBOL, "…", 0, 0);

    /**
     * {@code NOTIFY name}: without quotes in small letters.
     *
     * @param next what follows it
     * @param whole whether the text ends where its tokens do; a piece may go on within the name
     */
    static Channel named(Token name, Token next, boolean whole) {
        boolean ends = next.is(",") || next.is(";") || (whole && next.text().isEmpty());
        if (!name.isName() || !ends) {
            return UNKNOWN;
        }
        return new Channel(
                name.kind() == Token.Kind.QUOTED ? name.text() : name.text().toLowerCase(Locale.ROOT), -1);
    }

    /**
     * The first argument of {@code pg_notify}.
     *
     * @param place where it stands
     * @param body whether this is a block, in which a name is a variable's
     * @param before how many parameters stand before it
     */
    static Channel argument(List<Token> tokens, int place, boolean body, int before) {
        Token next = at(tokens, place + 1);
        boolean alone = next.is(",") || next.is("::");
        Token argument = at(tokens, place);
        Token value = body && argument.isName() ? constant(tokens, argument.text()) : argument;
        if (alone && value.kind() == Token.Kind.STRING) {
            return new Channel(Tokenizer.content(value), -1);
        }
        return alone && value.kind() == Token.Kind.PARAMETER ? new Channel(null, before) : UNKNOWN;
    }

    /** What a variable stands for that is given a string, and nothing else. */
    private static Token constant(List<Token> tokens, String name) {
        Token found = NONE;
        int given = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (at(tokens, i).isName() && at(tokens, i).text().equalsIgnoreCase(name)) {
                Token value = assigned(tokens, i + 1);
                found = value.kind() == Token.Kind.STRING ? value : found;
                Token before = at(tokens, i - 1);
                given += value != NONE || before.is("INTO") || before.is("FOR") ? 1 : 0;
            }
        }
        return given == 1 ? found : NONE;
    }

    /** {@code := value}, {@code constant text := value}, {@code text default value}. */
    private static Token assigned(List<Token> tokens, int from) {
        int sign = from;
        while (at(tokens, sign).isName() && !at(tokens, sign).is("DEFAULT")) {
            sign++;
        }
        boolean assigns = at(tokens, sign).is(":") && at(tokens, sign + 1).is("=");
        int value = at(tokens, sign).is("DEFAULT") ? sign + 1 : assigns ? sign + 2 : -1;
        // what follows must end it: 'a' || b is put together
        boolean ends = at(tokens, value + 1).is(";");
        return value < 0 ? NONE : ends ? at(tokens, value) : OTHER;
    }

    private static Token at(List<Token> tokens, int place) {
        return place >= 0 && place < tokens.size() ? tokens.get(place) : NONE;
    }

    public boolean isKnown() {
        return name != null || parameter >= 0;
    }

    /** Its name in a statement with these parameters; null if that cannot be told. */
    @Nullable
    public String in(List<@Nullable Object> parameters) {
        if (name != null) {
            return name;
        }
        boolean given = parameter >= 0 && parameter < parameters.size();
        return given ? String.valueOf(parameters.get(parameter)) : null;
    }
}
