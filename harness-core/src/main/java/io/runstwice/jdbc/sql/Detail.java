package io.runstwice.jdbc.sql;

import io.runstwice.world.Redaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The text that a story shows of a piece of SQL: one line, short, values in their places, secrets masked. */
public final class Detail {

    private static final int LONGEST = 200;
    private static final int LONGEST_VALUE = 60;

    private final List<? extends @Nullable Object> values;
    private final Function<Name, @Nullable List<String>> columns;
    private final StringBuilder line = new StringBuilder();
    private int parameter;

    private Detail(List<? extends @Nullable Object> values, Function<Name, @Nullable List<String>> columns) {
        this.values = values;
        this.columns = columns;
    }

    /** The text for statements that are sent without parameters. */
    public static String of(List<Phrase> phrases) {
        return of(phrases, List.of(), table -> null);
    }

    /**
     * The text that is shown.
     *
     * @param columns of a table, in their order, or null: an INSERT need not name the columns of its values
     */
    public static String of(
            List<Phrase> phrases,
            List<? extends @Nullable Object> values,
            Function<Name, @Nullable List<String>> columns) {
        Detail detail = new Detail(values, columns);
        for (Phrase phrase : phrases) {
            detail.append(phrase);
        }
        return detail.line.length() > LONGEST ? detail.line.substring(0, LONGEST - 1) + "…" : detail.line.toString();
    }

    private void append(Phrase phrase) {
        if (line.length() > 0) {
            line.append("; ");
        }
        Name target = phrase.target();
        @Nullable String[] names = SecretValues.of(phrase, target == null ? null : columns.apply(target));
        Set<Integer> left = leftOut(phrase);
        int last = -1;
        for (int i = 0; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (left.contains(i)) {
                parameter += token.kind() == Token.Kind.PARAMETER ? 1 : 0;
                continue;
            }
            if (last >= 0
                    && (last < i - 1 || token.from() > phrase.tokens.get(last).to())) {
                line.append(' ');
            }
            line.append(i == phrase.verbAt ? phrase.verb : shown(token, names[i]));
            last = i;
        }
    }

    private String shown(Token token, @Nullable String name) {
        return switch (token.kind()) {
            case PARAMETER -> value(name, parameter++);
            case NUMBER -> number(name, token.text());
            case STRING -> text(name, token.text());
            default -> name != null && Redaction.isSecret(name) ? Redaction.MASK : Redaction.visible(token.text());
        };
    }

    private String value(@Nullable String name, int index) {
        if (index >= values.size()) {
            return "?";
        }
        Object value = values.get(index);
        if (value == null) {
            return "NULL";
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Number) {
            return number(name, value.toString());
        } else if (value instanceof byte[] bytes) {
            return "<" + bytes.length + " bytes>";
        } else if (value instanceof java.io.InputStream || value instanceof java.io.Reader) {
            return "<stream>";
        }
        return text(name, "'" + value + "'");
    }

    private static String number(@Nullable String name, String number) {
        return name == null || name.equals(SecretValues.UNKNOWN)
                ? Redaction.of(number)
                : Redaction.ofNumber(name, number);
    }

    /** Masked before it is cut: half a secret is no longer known for one. */
    private static String text(@Nullable String name, String quoted) {
        boolean unknown = name != null && name.equals(SecretValues.UNKNOWN);
        boolean secret = unknown || name != null && Redaction.isSecret(name);
        String shown = secret ? Redaction.MASK : name == null ? Redaction.of(quoted) : Redaction.of(name, quoted);
        return shown.equals("'" + Redaction.MASK + "'") ? Redaction.MASK : cut(shown);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 1) + "…'" : text;
    }

    /** {@code INSERT INTO t} reads INSERT t, {@code SELECT … FROM t WHERE …} reads SELECT t WHERE …. */
    private static Set<Integer> leftOut(Phrase phrase) {
        Set<Integer> left = new HashSet<>();
        int nameEnd = phrase.subjectEnd();
        int nameFrom = nameEnd - 1;
        while (nameFrom - 2 > phrase.verbAt && phrase.tokens.get(nameFrom - 1).is(".")) {
            nameFrom -= 2;
        }
        for (int i = 0; nameEnd > 0 && i < nameFrom; i++) {
            if (i != phrase.verbAt) {
                left.add(i);
            }
        }
        return left;
    }
}
