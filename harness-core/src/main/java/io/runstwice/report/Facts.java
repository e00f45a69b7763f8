package io.runstwice.report;

import java.util.ArrayList;
import java.util.List;

/** A text of facts: fixed keys in one column, values beside them, groups apart. */
final class Facts {

    private static final int KEY_WIDTH = 11;
    private static final String INDENT = "  ";

    private final List<String> lines = new ArrayList<>();

    Facts headline(String text) {
        lines.add(text);
        return this;
    }

    Facts gap() {
        lines.add("");
        return this;
    }

    /** One fact; an empty key goes on with the fact above. */
    Facts fact(String key, String value) {
        lines.add((INDENT + pad(key, KEY_WIDTH) + value).stripTrailing());
        return this;
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

    Facts line(String text) {
        lines.add((INDENT + text).stripTrailing());
        return this;
    }

    /** Rows whose columns are as wide as their widest cell. */
    Facts table(List<List<String>> rows) {
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
