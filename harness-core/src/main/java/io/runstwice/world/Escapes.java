package io.runstwice.world;

/**
 * Shows characters that cannot be seen, or that a terminal obeys: controls, marks of direction, blanks without width,
 * halves of pairs.
 */
final class Escapes {

    private Escapes() {}

    static String inLine(String text) {
        return isPlain(text, false) ? text : shown(text, false);
    }

    /** Line feeds stay. */
    static String inLines(String text) {
        return isPlain(text, true) ? text : shown(text, true);
    }

    private static boolean isPlain(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c >= 0x7f) && (!lines || c != '\n')) {
                return text.codePoints().noneMatch(one -> isHidden(one) && (!lines || one != '\n'));
            }
        }
        return true;
    }

    private static String shown(String text, boolean lines) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(one -> {
            if (!isHidden(one) || lines && one == '\n') {
                shown.appendCodePoint(one);
            } else {
                append(one, shown);
            }
        });
        return shown.toString();
    }

    private static void append(int one, StringBuilder shown) {
        switch (one) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                for (char unit : Character.toChars(one)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }

    private static boolean isHidden(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
