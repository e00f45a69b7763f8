package io.runstwice.jdbc;

import io.runstwice.world.Fingerprint;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job said to a database, whole: the SQL with all its parameters, as a hash. A story shows less of it (secrets are masked, long values and lines
 * are cut), so that two that differ may look alike there.
 */
final class Words {

    private Words() {}

    static String of(String words) {
        return Fingerprint.of(words);
    }

    /** Comments are none of the words: tracing puts other ones into each statement. */
    static String of(Sql sql, @Nullable Parameters parameters) {
        StringBuilder words = new StringBuilder();
        for (Phrase phrase : sql.phrases) {
            phrase.tokens.forEach(token -> words.append(token.text()).append('\0'));
            words.append(';');
        }
        if (parameters != null) {
            parameters.all().forEach(setting -> append(setting, words));
        }
        return of(words.toString());
    }

    private static void append(Parameters.Setting setting, StringBuilder words) {
        words.append(setting.method().getName()).append('\0');
        for (int i = 0; i < setting.arguments().length; i++) {
            Object argument = setting.arguments()[i];
            boolean isZone = i > 1 && argument instanceof Calendar;
            words.append(isZone ? ((Calendar) argument).getTimeZone().getID() : text(argument))
                    .append('\0');
        }
    }

    /** Of all rows of a batch. */
    static String of(List<String> rows) {
        return of(String.join("\n", rows));
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
