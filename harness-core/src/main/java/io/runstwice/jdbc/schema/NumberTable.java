package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Column;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hibernate's way to draw from a table of numbers: it reads a number and locks its row, then writes the next one where
 * the old one still stands. It does so in a transaction aside, while the transaction that needs the number is open.
 */
public final class NumberTable {

    /** The name by which Hibernate 6 calls it in the statement that reads it. */
    private static final String ALIAS = "tbl";

    /** Hibernate 7 gives it none. */
    private static final Pattern READ = Pattern.compile(
            "select\\s+(\\S+)(?:\\s+as\\s+\\S+)?\\s+from\\s+\\S+(?:\\s+where\\s+([^\\s=]+)\\s*=\\s*\\?)?\\s+for\\s+(?:no\\s+key\\s+)?update",
            Pattern.CASE_INSENSITIVE);

    /** The old number is named beside the new one. */
    private static final Pattern WRITTEN = Pattern.compile(
            "update\\s+\\S+\\s+set\\s+(\\S+)\\s*=\\s*\\?\\s+where\\s+\\1\\s*=\\s*\\?(?:\\s+and\\s+\\S+\\s*=\\s*\\?)?",
            Pattern.CASE_INSENSITIVE);

    private NumberTable() {}

    /**
     * {@code select tbl.next_val from ids tbl where tbl.name = ? for update}: a number, and at most a name beside it.
     */
    public static boolean isReadByAlias(Phrase phrase, Relation relation) {
        return phrase.isQuery()
                && phrase.locksRows()
                && phrase.tokens.stream().anyMatch(token -> token.is(ALIAS))
                && holdsOneNumber(relation);
    }

    /**
     * {@code select next_val from ids where name = ? for update}: so may others read, so it says something only of a
     * transaction aside.
     */
    public static boolean isRead(Sql sql, Relation relation) {
        Matcher read = READ.matcher(sql.text.trim());
        return read.matches()
                && holdsOneNumber(relation)
                && isColumn(relation, read.group(1), true)
                && (relation.fields().size() == 1) == (read.group(2) == null)
                && (read.group(2) == null || isColumn(relation, read.group(2), false));
    }

    /** Whether it writes the next number as a generator does; the first one is inserted. */
    public static boolean isWritten(Sql sql, Phrase phrase) {
        return phrase.verb.equals("INSERT")
                || phrase.verb.equals("UPDATE")
                        && WRITTEN.matcher(sql.text.trim()).matches();
    }

    private static boolean holdsOneNumber(Relation relation) {
        List<Field> fields = relation.fields();
        return fields.size() <= 2
                && fields.stream().filter(NumberTable::isNumber).count() == 1;
    }

    private static boolean isNumber(Field field) {
        return field.kind() == Column.Kind.NUMBER && !field.key();
    }

    private static boolean isColumn(Relation relation, String name, boolean number) {
        String plain = name.replaceAll("[\"`]", "");
        return relation.fields().stream()
                .anyMatch(field -> field.name().equalsIgnoreCase(plain) && isNumber(field) == number);
    }
}
