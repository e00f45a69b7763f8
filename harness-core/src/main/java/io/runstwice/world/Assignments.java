package io.runstwice.world;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks what stands behind the name of a secret and a colon, an equals sign or an arrow, in JSON, headers, forms, URLs, logs and SQL. */
final class Assignments {

    private static final Pattern SIGN =
            Pattern.compile("\\s{0,3}(?:=>|:=|={1,2}|:|%3[dDaA]|\\\\u003[dD])(?!/)[ \\t]{0,3}");
    private static final int LONGEST_NAME = 80;

    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(Bearer|Basic|Digest|Token|Negotiate|ApiKey|Hawk|AWS4-HMAC-SHA256|OAuth|PASSWORD)\\b[ \\t(]*");
    private static final Pattern LISTS = Pattern.compile("(?i)(Digest|Hawk|AWS4-HMAC-SHA256|OAuth)\\b.*");
    private static final Pattern TO_THE_END_OF_THE_LINE = Pattern.compile("(?i)(.*[-_])?cookie");
    private static final Pattern WORD = Pattern.compile("(?=[^\\s,;&]*\\d)(?=[^\\s,;&]*\\p{L})[\\w.~+/=%-]+");
    private static final String ENDS = " \t\r\n,;&)}]\"'`<>|\u2026";

    private final String text;
    private final StringBuilder shown = new StringBuilder();
    private int copied;

    private Assignments(String text) {
        this.text = text;
    }

    static String masked(String text) {
        Assignments assignments = new Assignments(text);
        assignments.run();
        return assignments.copied == 0
                ? text
                : assignments
                        .shown
                        .append(text, assignments.copied, text.length())
                        .toString();
    }

    private void run() {
        Matcher sign = SIGN.matcher(text);
        int from = 0;
        while (sign.find(from)) {
            String name = nameBefore(sign.start());
            from = Math.max(from, sign.end());
            if (SecretNames.isSecret(name, sample(sign.end())) && !isAToken(name, sign.start())) {
                from = mask(name, sign.end());
            }
        }
    }

    /** What ends at a place: a word, perhaps in quotes or brackets, or a few words in quotes. */
    private String nameBefore(int place) {
        int end = place;
        char quote = 0;
        while (end > 0 && closes(end)) {
            char c = text.charAt(end - 1);
            quote = c == '"' || c == '\'' ? c : quote;
            end -= isEncoded(end) ? 3 : 1;
        }
        int start = end;
        while (start > 0
                && end - start < LONGEST_NAME
                && (isOfAName(text.charAt(start - 1)) || quote != 0 && text.charAt(start - 1) == ' ')) {
            start--;
        }
        if (start > 0
                && text.charAt(start - 1) == '['
                && text.substring(start, end).matches("[0-9]+")) {
            return nameBefore(start);
        }
        boolean encoded = start > 0 && text.charAt(start - 1) == '%' && end - start > 2;
        return text.substring(encoded ? start + 2 : start, end);
    }

    private boolean closes(int end) {
        return "\"'`])[\\".indexOf(text.charAt(end - 1)) >= 0 || isEncoded(end);
    }

    /** An encoded quote or bracket. */
    private boolean isEncoded(int end) {
        return end >= 3 && (text.startsWith("%22", end - 3) || text.regionMatches(true, end - 3, "%5d", 0, 3));
    }

    private static boolean isOfAName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    /** What a parser met is no secret. */
    private boolean isAToken(String name, int at) {
        return name.equals("token")
                && text.substring(Math.max(0, at - 20), at).matches("(?is).*(unexpected|unrecogni[sz]ed) token");
    }

    /** What begins here, if it is quoted, a list, or a word of letters and digits: other words and documents are no value of a secret in the plural. */
    private String sample(int from) {
        int start = from;
        while (start < text.length() && "\\ ".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first == '[' || first == '(') {
            return text.substring(start, bracketEnd(start));
        } else if (first == '"' || first == '\'') {
            return text.substring(start, quoteEnd(start, text.substring(start, start + 1)));
        }
        Matcher word = WORD.matcher(text).region(start, text.length());
        return word.lookingAt() ? word.group() : "";
    }

    private int mask(String name, int from) {
        int start = from;
        Matcher scheme = SCHEME.matcher(text).region(start, text.length());
        if (scheme.lookingAt()) {
            if (LISTS.matcher(scheme.group()).matches()) {
                return replaced(start, listEnd(start));
            }
            start = scheme.end();
        }
        if (start >= text.length()) {
            return start;
        }
        int escape = start;
        while (escape < text.length() && text.charAt(escape) == '\\') {
            escape++;
        }
        char first = escape < text.length() ? text.charAt(escape) : ' ';
        if (first == '"' || first == '\'' || first == '`') {
            return replaced(escape + 1, quoteEnd(escape, text.substring(start, escape + 1)));
        } else if (first == '{' || first == '[' || first == '(') {
            return replaced(start, bracketEnd(start));
        } else if (TO_THE_END_OF_THE_LINE.matcher(name).matches()) {
            return replaced(start, lineEnd(start));
        }
        int end = start;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return replaced(start, end);
    }

    private int replaced(int from, int to) {
        if (SecretText.isNothing(text.substring(from, to))) {
            return Math.max(from, to);
        }
        shown.append(text, copied, from).append(Redaction.MASK);
        copied = to;
        return to;
    }

    /** Of {@code Digest username="ann", response="…"}. */
    private int listEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && "\n\r\"'}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return Math.max(end, from);
    }

    /** Where the quotation ends, before its quote; a text that was cut ends it too. */
    private int quoteEnd(int quote, String opening) {
        char mark = text.charAt(quote);
        int end = quote + 1;
        while (end < text.length()) {
            if (text.startsWith(opening, end)) {
                boolean twice = opening.length() == 1
                        && mark == '\''
                        && end + 1 < text.length()
                        && text.charAt(end + 1) == mark;
                if (!twice) {
                    return end;
                }
                end += 2;
            } else {
                end += text.charAt(end) == '\\' && opening.length() == 1 ? 2 : 1;
            }
        }
        return text.length();
    }

    private int bracketEnd(int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"') {
                quote = c;
            } else if ("{[(".indexOf(c) >= 0) {
                depth++;
            } else if ("}])".indexOf(c) >= 0 && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
