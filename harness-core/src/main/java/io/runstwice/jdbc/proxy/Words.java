package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Scan;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.world.Fingerprint;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole text that a job sent to a database: the SQL with all its parameters, as a hash of each word. A story shows
 * less of it (secrets are masked, long values and lines are cut), so two texts that differ may look alike there.
 */
final class Words {

    private static final int LONG = 10_000;
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+");

    private Words() {}

    static List<String> of(String words) {
        return List.of(Fingerprint.of(words));
    }

    /**
     * Of each row that it adds by itself, if it lists them; else of all of it. Comments are none of the words: tracing
     * puts other ones into each statement.
     */
    static List<String> of(Sql sql, @Nullable Parameters parameters) {
        Deque<Parameters.Setting> settings = new ArrayDeque<>(parameters == null ? List.of() : parameters.all());
        StringJoiner head = new StringJoiner(" ");
        List<StringJoiner> rows = new ArrayList<>();
        for (Phrase phrase : sql.phrases) {
            append(phrase.tokens, sql.only() == null ? -1 : values(phrase), settings, head, rows);
            head.add(";");
        }
        settings.forEach(setting -> append(setting, head));
        return rows.isEmpty()
                ? List.of(head.toString())
                : rows.stream().map(row -> head + " " + row).toList();
    }

    private static void append(
            List<Token> tokens,
            int values,
            Deque<Parameters.Setting> settings,
            StringJoiner head,
            List<StringJoiner> rows) {
        int depth = 0;
        boolean listing = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            listing |= values >= 0 && i == values + 1;
            if (listing && depth == 0 && token.is("(")) {
                rows.add(new StringJoiner(" "));
            } else if (listing && depth == 0 && !token.is(",")) {
                listing = false;
            }
            boolean between = listing && depth == 0 && token.is(",");
            if (!between) {
                append(token, settings, listing ? rows.get(rows.size() - 1) : head);
            }
            depth += Scan.depth(token);
        }
    }

    /** Where the rows are listed that are added. */
    private static int values(Phrase phrase) {
        int depth = 0;
        for (int i = 0; i + 1 < phrase.tokens.size(); i++) {
            depth += Scan.depth(phrase.tokens.get(i));
            if (depth == 0
                    && phrase.tokens.get(i).is("VALUES")
                    && phrase.tokens.get(i + 1).is("(")) {
                return Phrase.DML.contains(phrase.verb) ? i : -1;
            }
        }
        return -1;
    }

    private static void append(Token token, Deque<Parameters.Setting> settings, StringJoiner to) {
        if (token.kind() == Token.Kind.PARAMETER && !settings.isEmpty()) {
            append(settings.pop(), to);
        } else {
            cut(token.text(), to);
        }
    }

    private static void append(Parameters.Setting setting, StringJoiner to) {
        to.add(setting.method().getName());
        for (int i = 1; i < setting.arguments().length; i++) {
            Object argument = setting.arguments()[i];
            boolean isZone = i > 1 && argument instanceof Calendar;
            cut(isZone ? ((Calendar) argument).getTimeZone().getID() : text(argument), to);
        }
    }

    /** Word by word, since one of them may be random where the others tell a mail from the next. */
    private static void cut(String text, StringJoiner to) {
        if (text.length() > LONG) {
            to.add(Fingerprint.of(text));
        } else {
            PART.matcher(text).results().forEach(part -> to.add(hash(part.group())));
        }
    }

    private static String hash(String part) {
        return Integer.toHexString(part.hashCode()) + "." + part.length();
    }

    /** Only what prints its content: what a stream or a locator holds cannot be asked without using it up. */
    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Fingerprint.of(bytes);
        } else if (value instanceof Object[] values) {
            return Arrays.stream(values).map(Words::text).toList().toString();
        } else if (value instanceof java.io.InputStream || value instanceof java.io.Reader) {
            return "<stream>";
        } else if (value instanceof Array || value instanceof Blob || value instanceof Clob) {
            return "<locator>";
        }
        return value == null ? "" : value.getClass().getName() + ' ' + printed(value);
    }

    /** An object that prints where it lies in memory prints nothing of its content. */
    private static String printed(Object value) {
        try {
            String text = String.valueOf(value);
            return text.endsWith("@" + Integer.toHexString(System.identityHashCode(value))) ? "" : text;
        } catch (RuntimeException unable) {
            return "";
        }
    }
}
