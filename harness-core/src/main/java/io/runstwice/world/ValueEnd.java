package io.runstwice.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a value without quotes ends. A secret may hold any sign, so a comma or a bracket ends it only where what
 * follows cannot be more of it: blanks, the next name with its sign, the end.
 */
final class ValueEnd {

    private static final String ALWAYS = "\r\n\t&`<>|\u2026";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final Pattern NEXT = Pattern.compile(
            "[,;]?[ \\t]{0,3}\\\\{0,3}[\"'{\\[(]{0,2}[A-Za-z_][\\w.-]{0,79}\\\\{0,3}[\"'\\])]{0,2}[ \\t]{0,3}(?:=>|:=|=(?=[^\\s=])|:)(?!//)");

    private final String text;
    private final boolean line;
    private final Matcher next;
    private final Deque<Character> open = new ArrayDeque<>();

    /**
     * @param line whether the value may have blanks
     */
    ValueEnd(String text, boolean line) {
        this.text = text;
        this.line = line;
        this.next = NEXT.matcher(text);
    }

    int from(int start) {
        int end = start;
        while (end < text.length() && !ends(end, end == start)) {
            end++;
        }
        return end;
    }

    private boolean ends(int at, boolean first) {
        char c = text.charAt(at);
        if (ALWAYS.indexOf(c) >= 0) {
            return true;
        } else if (c == ' ') {
            return !line || isNext(at) || isBlank(at + 1);
        } else if (c == ',' || c == ';') {
            return !line && isBlank(at + 1) || isEnd(at + 1) || isNext(at);
        } else if (c == '\\') {
            return isEscape(at + 1);
        }
        return closes(c, at, first);
    }

    /** What was opened within the value is closed within it. */
    private boolean closes(char c, int at, boolean first) {
        boolean quote = c == '"' || c == '\'';
        if (OPENING.indexOf(c) >= 0) {
            open.push(CLOSING.charAt(OPENING.indexOf(c)));
        } else if (!open.isEmpty() && open.element() == c) {
            open.pop();
        } else if (quote && line && !first && text.charAt(at - 1) == ' ') {
            open.push(c);
        } else if (quote || CLOSING.indexOf(c) >= 0) {
            return isEnd(at + 1) || !Character.isLetterOrDigit(text.charAt(at + 1));
        }
        return false;
    }

    /** A quote or a line feed, written as in a string of a program. */
    private boolean isEscape(int at) {
        return !isEnd(at) && ("\"'".indexOf(text.charAt(at)) >= 0 || line && "nrt".indexOf(text.charAt(at)) >= 0);
    }

    private boolean isEnd(int at) {
        return at >= text.length();
    }

    private boolean isBlank(int at) {
        return isEnd(at) || Character.isWhitespace(text.charAt(at));
    }

    private boolean isNext(int at) {
        return next.region(at, text.length()).lookingAt();
    }
}
