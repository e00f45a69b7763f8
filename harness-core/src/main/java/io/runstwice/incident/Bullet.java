package io.runstwice.incident;

import java.util.regex.Pattern;

/**
 * One bullet of a section.
 *
 * @param line where it begins, from 1
 * @param text everything that belongs to it, on one line
 */
record Bullet(int line, String text) {

    private static final Pattern TIME_OF_DAY = Pattern.compile(
            "^(?:\\d{4}-\\d\\d-\\d\\d[T ])?\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|UTC|GMT|CES?T|[+-]\\d\\d:?\\d\\d|am|pm))?(?: *[:,–—-])? +");
    private static final Pattern CHECKBOX = Pattern.compile("^\\[[ xX]] +");

    /** The same and more. */
    Bullet and(String more) {
        return new Bullet(line, text + " " + more.strip());
    }

    /**
     * Its sentence, without remarks in parentheses or after a dash, the time of day in front, emphasis, and full stops.
     * Text in backticks is left as it is.
     */
    String said() {
        String unchecked = CHECKBOX.matcher(text).replaceFirst("");
        String plain = withoutRemarks(unchecked)
                .replace("**", "")
                .replaceAll("\\s+", " ")
                .strip();
        return withoutStops(TIME_OF_DAY.matcher(plain).replaceFirst(""));
    }

    private static String withoutStops(String sentence) {
        int end = sentence.length();
        while (end > 0 && ".,;!: ".indexOf(sentence.charAt(end - 1)) >= 0) {
            end--;
        }
        return sentence.substring(0, end);
    }

    private static String withoutRemarks(String text) {
        StringBuilder said = new StringBuilder();
        int depth = 0;
        boolean literal = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '`') {
                literal = !literal;
            } else if (literal && depth == 0) {
                said.append(character);
            } else if (character == '(' || character == ')') {
                depth = Math.max(0, depth + (character == '(' ? 1 : -1));
            } else if (depth == 0 && isDash(text, i)) {
                return said.toString();
            } else if (depth == 0) {
                said.append(character);
            }
        }
        return said.toString();
    }

    /** A dash with blanks around it, but not the one after the time of day. */
    private static boolean isDash(String text, int at) {
        boolean dash = text.startsWith(" — ", at) || text.startsWith(" – ", at) || text.startsWith(" -- ", at);
        return dash && !TIME_OF_DAY.matcher(text.substring(0, at) + " ").matches();
    }
}
