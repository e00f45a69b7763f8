package io.runstwice.jdbc.sql;

import java.util.Locale;

/**
 * One word of SQL.
 *
 * @param kind its kind
 * @param text as it was written; of a quoted name the text between the quotes
 * @param from where it begins
 * @param to where it ends
 */
public record Token(Kind kind, String text, int from, int to) {

    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL
    }

    public boolean is(String word) {
        return kind == Kind.WORD ? text.equalsIgnoreCase(word) : kind == Kind.SYMBOL && text.equals(word);
    }

    public boolean isAny(java.util.Set<String> words) {
        return kind == Kind.WORD && words.contains(upper());
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    public boolean isValue() {
        return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
    }

    public String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
