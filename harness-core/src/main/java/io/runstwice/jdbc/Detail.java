package io.runstwice.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a story shows of a piece of SQL: one line, short, values in their places, secrets masked. */
final class Detail {

    private static final int LONGEST = 200;
    private static final int LONGEST_VALUE = 60;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<? extends @Nullable Object> values;
    private final StringBuilder line = new StringBuilder();
    private int parameter;

    private Detail(List<? extends @Nullable Object> values) {
        this.values = values;
    }

    static String of(Sql sql, List<? extends @Nullable Object> values) {
        Detail detail = new Detail(values);
        for (Phrase phrase : sql.phrases) {
            detail.append(phrase);
        }
        return detail.line.length() > LONGEST ? detail.line.substring(0, LONGEST - 1) + "…" : detail.line.toString();
    }

    private void append(Phrase phrase) {
        if (line.length() > 0) {
            line.append("; ");
        }
        @Nullable String[] columns = columns(phrase);
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
            line.append(i == phrase.verbAt ? phrase.verb : shown(token, columns[i]));
            last = i;
        }
    }

    private String shown(Token token, @Nullable String column) {
        return switch (token.kind()) {
            case PARAMETER -> Secrets.masked(column, value(parameter++));
            case STRING, NUMBER -> Secrets.masked(column, cut(token.text()));
            default -> token.text();
        };
    }

    private String value(int index) {
        if (index >= values.size()) {
            return "?";
        }
        Object value = values.get(index);
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value).equals("null") ? "NULL" : value.toString();
        }
        if (value instanceof byte[] bytes) {
            return "<" + bytes.length + " bytes>";
        }
        if (value instanceof java.io.InputStream || value instanceof java.io.Reader) {
            return "<stream>";
        }
        return cut("'" + value + "'");
    }

    private static String cut(String text) {
        String line = SPACES.matcher(text).replaceAll(" ");
        return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE - 1) + "…'" : line;
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

    /** For each token the column that it is compared with or written to, if it is a value and that is plain to see. */
    private static @Nullable String[] columns(Phrase phrase) {
        @Nullable String[] columns = new @Nullable String[phrase.tokens.size()];
        List<String> inserted = new ArrayList<>();
        int place = 0;
        boolean values = false;
        int depth = 0;
        String last = null;
        for (int i = 0; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            values |= token.is("VALUES") || (token.is("SELECT") && !inserted.isEmpty());
            if (token.is("(")) {
                depth++;
                place = depth == 1 ? 0 : place;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is(",") && depth <= 1) {
                place++;
            } else if (token.isValue()) {
                columns[i] = values && place < inserted.size() ? inserted.get(place) : last;
            } else if (token.isName()) {
                last = token.text();
                if (phrase.verb.equals("INSERT") && !values && depth == 1) {
                    inserted.add(token.text());
                }
            }
        }
        return columns;
    }
}
