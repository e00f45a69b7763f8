package io.runstwice.report;

import io.runstwice.world.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text of facts: fixed keys in one column, values beside them, groups apart. Every value passes {@link Redaction}.
 */
final class Facts {

    private static final int KEY_WIDTH = 11;
    private static final String INDENT = "  ";
    private static final Pattern BLANKS = Pattern.compile("\\s++");

    private final List<String> lines = new ArrayList<>();

    Facts headline(String text) {
        lines.add(Redaction.of(text));
        return this;
    }

    Facts gap() {
        lines.add("");
        return this;
    }

    /** One fact on one line; an empty key goes on with the fact above. */
    Facts fact(String key, String value) {
        return redacted(key, Redaction.of(BLANKS.matcher(value).replaceAll(Facts::onOneLine)));
    }

    /** Blanks as they are, unless a line ends among them. */
    private static String onOneLine(MatchResult blanks) {
        boolean endsALine = blanks.group().indexOf('\n') >= 0 || blanks.group().indexOf('\r') >= 0;
        return endsALine ? " " : blanks.group();
    }

    /** One fact that was built of redacted parts, and is to be shown as it is. */
    Facts redacted(String key, String value) {
        return line(pad(key, KEY_WIDTH) + Redaction.visible(value));
    }

    /** One fact with several values, one a line. */
    Facts fact(String key, List<String> values) {
        String current = key;
        for (String value : values) {
            fact(current, value);
            current = "";
        }
        return this;
    }

    private Facts line(String text) {
        lines.add((INDENT + text).stripTrailing());
        return this;
    }

    /** Rows whose columns are as wide as their widest cell. */
    Facts table(List<List<String>> cells) {
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(Redaction::of).toList())
                .toList();
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                int width = row.get(i).length();
                if (i < widths.size()) {
                    widths.set(i, Math.max(widths.get(i), width));
                } else {
                    widths.add(width);
                }
            }
        }
        rows.forEach(row -> line(joined(row, widths)));
        return this;
    }

    private static String joined(List<String> row, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            text.append(i < row.size() - 1 ? pad(row.get(i), widths.get(i) + 2) : row.get(i));
        }
        return text.toString();
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
