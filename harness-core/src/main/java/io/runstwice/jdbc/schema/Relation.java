package io.runstwice.jdbc.schema;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One watched table.
 *
 * @param schema where it is
 * @param table its name
 * @param shown its name in reports: with the schema, unless that is the session's own
 * @param fields its columns, without those that the database computes from others
 * @param plain whether reading it runs no code of the user, as a row policy would
 * @param triggered whether writing it runs code of the user: triggers, rules
 * @param partitioned whether its rows live in partitions
 */
public record Relation(
        String schema,
        String table,
        String shown,
        List<Field> fields,
        boolean plain,
        boolean triggered,
        boolean partitioned) {

    /** A table, by its name in reports, some of whose rows lie on another server, and what holds them there. */
    public record Elsewhere(String table, String part) {}

    public Relation {
        fields = List.copyOf(fields);
    }

    /** By name alone: a catalog has one relation of a name, and this is asked often. */
    @Override
    public int hashCode() {
        return schema.hashCode() * 31 + table.hashCode();
    }

    /** How SQL of the harness names it. */
    public String quoted() {
        return quote(schema) + "." + quote(table);
    }

    /** How a footprint names it. */
    public String named() {
        return key(schema, table);
    }

    public static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Its columns, each written so, with commas between. */
    public String columns(Function<Field, String> written) {
        return fields.stream().map(written).collect(Collectors.joining(", "));
    }

    public Relation with(List<Field> others) {
        return new Relation(schema, table, shown, others, plain, triggered, partitioned);
    }

    int index(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(field)) {
                return i;
            }
        }
        return -1;
    }

    /** The places of the primary key's fields; empty if there is none. */
    public int[] key() {
        return java.util.stream.IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).key())
                .toArray();
    }

    /** The key by which tables are told apart. The case of a name does not count. */
    public static String key(String schema, String table) {
        return (schema + "." + table).toLowerCase(Locale.ROOT);
    }
}
