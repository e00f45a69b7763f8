package io.runstwice.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of resources and labels of interactions within the text of a schedule.
 *
 * <p>Escaped are what would end a name early ({@code ;}, the word {@code and}, blanks at its ends or in a row), what
 * would not survive being pasted into a Java string literal ({@code "}, {@code \}), what cannot be seen, and {@code %}
 * itself: {@code %XX} is one UTF-16 unit in hexadecimal, {@code %uXXXX} one above 255, and {@code %-} alone is the
 * empty name.
 */
final class NameText {

    private static final String EMPTY = "%-";
    private static final Pattern THE_WORD_AND = Pattern.compile("(?<![^ ])and(?![^ ])");
    private static final Pattern AMBIGUOUS_BLANK = Pattern.compile("^ | $|(?<= ) ");
    private static final Pattern ESCAPE = Pattern.compile("%(?:u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))");

    private NameText() {}

    static String print(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(character -> append(text, character));
        String blanks = AMBIGUOUS_BLANK.matcher(text).replaceAll("%20");
        return THE_WORD_AND.matcher(blanks).replaceAll("%61nd");
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if a percent sign begins no escape
     */
    static String parse(String text) {
        if (text.equals(EMPTY)) {
            return "";
        }
        Matcher escapes = ESCAPE.matcher(text);
        StringBuilder name = new StringBuilder();
        int read = 0;
        while (escapes.find()) {
            name.append(plain(text.substring(read, escapes.start())));
            String digits = escapes.group(1) == null ? escapes.group(2) : escapes.group(1);
            name.append((char) Integer.parseInt(digits, 16));
            read = escapes.end();
        }
        return name.append(plain(text.substring(read))).toString();
    }

    private static String plain(String text) {
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static void append(StringBuilder text, int character) {
        if (!mustBeEscaped(character)) {
            text.appendCodePoint(character);
            return;
        }
        for (char unit : Character.toChars(character)) {
            text.append(String.format(unit > 0xFF ? "%%u%04X" : "%%%02X", (int) unit));
        }
    }

    private static boolean mustBeEscaped(int character) {
        return switch (character) {
            case ' ' -> false;
            case ';', '%', '"', '\\' -> true;
            default -> isInvisible(character);
        };
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
