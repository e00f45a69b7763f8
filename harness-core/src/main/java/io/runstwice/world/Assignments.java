package io.runstwice.world;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the value behind the name of a secret and a colon, an equals sign or an arrow, in JSON, headers, forms, URLs,
 * logs and SQL.
 */
final class Assignments {

    private static final Pattern SIGN =
            Pattern.compile("\\s{0,3}(?:=>|:=|={1,2}|:|%3[dDaA]|\\\\u003[dD])(?!/)[ \\t]{0,3}");
    private static final int LONGEST_NAME = 80;

    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(Bearer|Basic|Digest|Token|Negotiate|ApiKey|Hawk|AWS4-HMAC-SHA256|OAuth|PASSWORD)\\b[ \\t(]*");
    private static final Pattern LISTS = Pattern.compile("(?i)(Digest|Hawk|AWS4-HMAC-SHA256|OAuth)\\b.*");
    private static final Pattern TO_THE_END_OF_THE_LINE = Pattern.compile("(?i)(.*[-_])?cookie");
    private static final Pattern WORD = Pattern.compile("(?=[^\\s,;&]*\\d)(?=[^\\s,;&]*\\p{L})[\\w.~+/=%-]+");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(.*[-_.])?authori[sz]ation");

    /**
     * Any other scheme. After the three that are named here, one word is known to follow; the form of the credentials
     * of others is not known.
     */
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("(?!(?i:Bearer|Basic|Negotiate)\\b)([A-Za-z][\\w.+-]*+)[ \\t]++\\S");

    private static final Pattern NEXT_HEADER = Pattern.compile(", ?[\"']?[A-Za-z][\\w.-]{0,79}[\"']?:");
    private static final Pattern MARKED = Pattern.compile("(?:[EeNnBbXx]|[Uu]&|_[a-z0-9]+[ ]?)(?=')");
    private static final Pattern DOLLARS = Pattern.compile("\\$\\w*+\\$");

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
            if (isSecret(name, sign.end()) && !isAToken(name, sign.start())) {
                from = mask(name, sign.end());
            }
        }
    }

    /** The name that ends at a place: a word, perhaps in quotes or brackets, or a few words in quotes. */
    private String nameBefore(int place) {
        int end = place;
        int start = place;
        do {
            end = start;
            char quote = 0;
            while (end > 0 && closes(end)) {
                char c = text.charAt(end - 1);
                quote = c == '"' || c == '\'' ? c : quote;
                end -= isEncoded(end) ? 3 : 1;
            }
            start = nameStart(end, quote != 0);
        } while (isIndex(start, end));
        boolean encoded = start > 0 && text.charAt(start - 1) == '%' && end - start > 2;
        return text.substring(encoded ? start + 2 : start, end);
    }

    private int nameStart(int end, boolean quoted) {
        int start = end;
        while (start > 0
                && end - start < LONGEST_NAME
                && (isOfAName(text.charAt(start - 1)) || quoted && text.charAt(start - 1) == ' ')) {
            start--;
        }
        return start;
    }

    /** Of {@code token[0]}. */
    private boolean isIndex(int start, int end) {
        return start > 0
                && text.charAt(start - 1) == '['
                && text.substring(start, end).matches("[0-9]+");
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

    private boolean isSecret(String name, int value) {
        return SecretNames.isSecret(name)
                || SecretNames.isSecretUnlessANumber(name) && SecretNames.isSecret(name, sample(value));
    }

    /**
     * The value that begins here, if it is quoted, a list, or a word of letters and digits. Other words and documents
     * are no value of a secret in the plural.
     */
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
        if (CREDENTIALS.matcher(name).matches() && isOfAnotherScheme(from)) {
            return replaced(from, credentialsEnd(from));
        }
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
        Matcher marked = MARKED.matcher(text).region(start, text.length());
        start = marked.lookingAt() ? marked.end() : start;
        Matcher dollars = DOLLARS.matcher(text).region(start, text.length());
        if (dollars.lookingAt()) {
            return replaced(dollars.end(), placeOf(dollars.group(), dollars.end()));
        }
        int escape = start;
        while (escape < text.length() && text.charAt(escape) == '\\') {
            escape++;
        }
        char first = escape < text.length() ? text.charAt(escape) : ' ';
        if (first == '"' || first == '\'' || first == '`') {
            return replaced(escape + 1, quoteEnd(escape, text.substring(start, escape + 1)));
        } else if (first == '{' || first == '[' || first == '(') {
            int close = bracketEnd(start);
            return replaced(start, first == '{' && isOfAName(close) ? valueEnd(close, false) : close);
        } else if (TO_THE_END_OF_THE_LINE.matcher(name).matches()) {
            return replaced(start, lineEnd(start));
        }
        return replaced(start, valueEnd(start, isALine(from)));
    }

    private int valueEnd(int start, boolean line) {
        return new ValueEnd(text, line).from(start);
    }

    private boolean isOfAName(int place) {
        return place < text.length() && Character.isLetterOrDigit(text.charAt(place));
    }

    /** Behind a colon and a blank, as in a header or a configuration, a value may have blanks. */
    private boolean isALine(int value) {
        int sign = value;
        while (sign > 0 && (text.charAt(sign - 1) == ' ' || text.charAt(sign - 1) == '\t')) {
            sign--;
        }
        return sign < value && sign > 0 && text.charAt(sign - 1) == ':';
    }

    /** SQL puts a blank behind its equals sign, and an operator behind the value. */
    private boolean isOfAnotherScheme(int value) {
        Matcher scheme = OTHER_SCHEME.matcher(text).region(value, text.length());
        return (isALine(value) || !Character.isWhitespace(text.charAt(value - 1)))
                && scheme.lookingAt()
                && !SecretWords.isNothing(scheme.group(1));
    }

    /** The end of the header: that of its line, its quotation or its bracket, or the place before the next header. */
    private int credentialsEnd(int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (quoted || "=*".indexOf(text.charAt(i - 1)) >= 0)) {
                quoted = !quoted;
            } else if ("\r\n\"'`<>}])".indexOf(c) >= 0 && !quoted
                    || c == '\\' && i + 1 < text.length() && "nr".indexOf(text.charAt(i + 1)) >= 0
                    || c == ','
                            && NEXT_HEADER
                                    .matcher(text)
                                    .region(i, text.length())
                                    .lookingAt()) {
                return i;
            }
        }
        return text.length();
    }

    private int placeOf(String what, int from) {
        int place = text.indexOf(what, from);
        return place < 0 ? text.length() : place;
    }

    private int replaced(int from, int to) {
        if (SecretWords.isNothing(text.substring(from, to))) {
            return Math.max(from, to);
        }
        shown.append(text, copied, from).append(SecretWords.MASK);
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
