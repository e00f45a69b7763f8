package io.runstwice.world;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the values that a quoted INSERT writes into secret columns. Where the INSERT names no columns, masks every
 * text.
 */
final class Inserts {

    private static final Pattern COLUMNS = Pattern.compile(
            "(?i)\\binto\\s++[^\\s()]+\\s*+(?:\\(([^()]*)\\)\\s*|key\\s*\\([^()]*\\)\\s*)?(?:overriding \\w+ value\\s*)?(?:values|select)\\s*(?=\\(|\\S)");

    private Inserts() {}

    static String masked(String text) {
        Matcher insert = COLUMNS.matcher(text);
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (insert.find(at)) {
            String[] columns =
                    insert.group(1) == null ? new String[0] : insert.group(1).split(",");
            shown.append(text, at, insert.end());
            at = insert.end();
            for (int[] value : values(text, at)) {
                String written = text.substring(value[0], value[1]);
                boolean secret = isSecret(columns, value[2], written) && !SecretWords.isNothing(written);
                shown.append(text, at, value[0]).append(secret ? SecretWords.MASK : written);
                at = value[1];
            }
        }
        return shown.append(text, at, text.length()).toString();
    }

    /** What stands in a column that is not named may be one, if it is a text. */
    private static boolean isSecret(String[] columns, int column, String written) {
        return columns.length == 0
                ? written.startsWith("'")
                : column < columns.length
                        && SecretNames.isSecret(SecretWords.unquoted(columns[column].strip()), written);
    }

    /** The places of literals, each with its column, up to the end of the lists. */
    private static List<int[]> values(String text, int from) {
        List<int[]> found = new ArrayList<>();
        boolean lists = from < text.length() && text.charAt(from) == '(';
        int depth = 0;
        int column = 0;
        int start = -1;
        for (int i = from; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ';';
            boolean ends = depth <= 1 && (c == ',' || c == ')' || c == ';') || c == ';';
            if (ends && start >= 0) {
                found.add(new int[] {start, i, column});
                start = -1;
            }
            if (c == ';' || lists && i > from && depth == 0 && c != '(' && c != ',' && !Character.isWhitespace(c)) {
                return found;
            } else if (c == '\'') {
                start = start < 0 ? i : start;
                i = stringEnd(text, i);
            } else if (c == '(') {
                column = depth == 0 ? 0 : column;
                start = depth > 0 && start < 0 ? i : start;
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth <= 1) {
                column++;
            } else if (!Character.isWhitespace(c) && start < 0) {
                start = i;
            }
        }
        return found;
    }

    private static int stringEnd(String text, int quote) {
        int end = text.indexOf('\'', quote + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '\'') {
            end = text.indexOf('\'', end + 2);
        }
        return end < 0 ? text.length() - 1 : end;
    }
}
