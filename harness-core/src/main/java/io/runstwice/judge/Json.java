package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON document, read strictly (RFC 8259). Members are sorted by name, numbers are equal if their values are.
 *
 * <p>A reader of its own, because JSON libraries are optional dependencies and cells of a database are not.
 */
sealed interface Json {

    /** Members by name. */
    record Members(TreeMap<String, Json> all) implements Json {}

    /** Elements in their order. */
    record Elements(List<Json> all) implements Json {}

    /** A string, unescaped. */
    record Text(String text) implements Json {}

    /** A number, in canonical digits: {@code 1.50} is {@code 1.5}. */
    record Number(String digits) implements Json {}

    /** {@code true}, {@code false} or {@code null}. */
    record Word(String word) implements Json {}

    /** A text that is compared as it is, but for what means nothing in a document. */
    static Term literal(String text) {
        return Term.literal("text " + container(text).map(Json::canonical).orElse(text));
    }

    /** The document that a text is, if it is an object or an array and nothing else. */
    static Optional<Json> container(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        boolean may = start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
        if (!may) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parser(text).document());
        } catch (NotJson none) {
            return Optional.empty();
        }
    }

    /** Is no JSON. */
    final class NotJson extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotJson() {
            super(null, null, false, false);
        }
    }

    /** Reads one document. */
    final class Parser {

        private static final int DEEPEST = 200;

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private Json document() {
            Json all = value(0);
            space();
            require(at == text.length());
            return all;
        }

        private Json value(int depth) {
            require(depth < DEEPEST);
            space();
            require(at < text.length());
            return switch (text.charAt(at)) {
                case '{' -> members(depth);
                case '[' -> elements(depth);
                case '"' -> new Text(string());
                case 't' -> word("true");
                case 'f' -> word("false");
                case 'n' -> word("null");
                default -> number();
            };
        }

        private Json members(int depth) {
            TreeMap<String, Json> members = new TreeMap<>();
            at++;
            space();
            while (!next('}')) {
                require(members.isEmpty() || next(','));
                space();
                require(at < text.length() && text.charAt(at) == '"');
                String name = string();
                space();
                require(next(':'));
                require(members.put(name, value(depth + 1)) == null);
                space();
            }
            return new Members(members);
        }

        private Json elements(int depth) {
            List<Json> elements = new ArrayList<>();
            at++;
            space();
            while (!next(']')) {
                require(elements.isEmpty() || next(','));
                elements.add(value(depth + 1));
                space();
            }
            return new Elements(elements);
        }

        private Json word(String word) {
            require(text.startsWith(word, at));
            at += word.length();
            return new Word(word);
        }

        private Json number() {
            int start = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String digits = text.substring(start, at);
            require(digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"));
            return new Number(Numbers.canonical(digits));
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            at++;
            while (!next('"')) {
                require(at < text.length());
                char next = text.charAt(at++);
                string.append(next == '\\' ? escaped() : next);
            }
            return string.toString();
        }

        private char escaped() {
            require(at < text.length());
            char escape = text.charAt(at++);
            if (escape == 'u') {
                require(at + 4 <= text.length());
                String digits = text.substring(at, at + 4);
                require(digits.matches("[0-9A-Fa-f]{4}"));
                at += 4;
                return (char) Integer.parseInt(digits, 16);
            }
            int index = "\"\\/bfnrt".indexOf(escape);
            require(index >= 0);
            return "\"\\/\b\f\n\r\t".charAt(index);
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean next(char wanted) {
            boolean is = at < text.length() && text.charAt(at) == wanted;
            at += is ? 1 : 0;
            return is;
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new NotJson();
            }
        }
    }

    /** The document as it may be compared: members by name, numbers by value. */
    static String canonical(Json json) {
        StringBuilder text = new StringBuilder();
        write(json, text);
        return text.toString();
    }

    private static void write(Json json, StringBuilder to) {
        if (json instanceof Members members) {
            to.append('{');
            for (Map.Entry<String, Json> member : members.all.entrySet()) {
                piece(member.getKey(), to);
                write(member.getValue(), to);
            }
            to.append('}');
        } else if (json instanceof Elements elements) {
            to.append('[');
            elements.all.forEach(element -> write(element, to));
            to.append(']');
        } else if (json instanceof Text string) {
            to.append('s');
            piece(string.text, to);
        } else if (json instanceof Number number) {
            to.append('n');
            piece(Numbers.canonical(number.digits), to);
        } else if (json instanceof Word word) {
            to.append(word.word);
        }
    }

    private static void piece(String text, StringBuilder to) {
        to.append(text.length()).append(':').append(text).append(' ');
    }
}
