package io.runstwice.jdbc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a statement notifies, as far as it says which.
 *
 * @param name its name; null if that is a parameter, or put together
 * @param parameter which parameter it is, from 0; less than 0 for none
 */
record Channel(@Nullable String name, int parameter) {

    private static final Channel UNKNOWN = new Channel(null, -1);

    /** {@code NOTIFY name}: without quotes in small letters. */
    static Channel named(Token name) {
        return new Channel(
                name.kind() == Token.Kind.QUOTED ? name.text() : name.text().toLowerCase(Locale.ROOT), -1);
    }

    /**
     * The first argument of {@code pg_notify}.
     *
     * @param next what follows it
     * @param before how many parameters stand before it
     */
    static Channel argument(Token argument, Token next, int before) {
        boolean alone = next.is(",") || next.is("::");
        if (alone && argument.kind() == Token.Kind.STRING) {
            return new Channel(Tokenizer.content(argument), -1);
        }
        return alone && argument.kind() == Token.Kind.PARAMETER ? new Channel(null, before) : UNKNOWN;
    }

    boolean isKnown() {
        return name != null || parameter >= 0;
    }

    /** What it is called in a statement with these parameters; null if that cannot be told. */
    @Nullable
    String in(List<@Nullable Object> parameters) {
        if (name != null) {
            return name;
        }
        boolean given = parameter >= 0 && parameter < parameters.size();
        return given ? String.valueOf(parameters.get(parameter)) : null;
    }
}
