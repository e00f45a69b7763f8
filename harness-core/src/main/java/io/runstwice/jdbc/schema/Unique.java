package io.runstwice.jdbc.schema;

/**
 * A unique index or constraint.
 *
 * @param schema of its table
 * @param table its table
 * @param name its own name
 * @param drop the SQL that takes it away
 * @param create the SQL that makes it again
 */
public record Unique(String schema, String table, String name, String drop, String create) {

    /** Whether a test means it by this text: its name, alone or after the table and its schema. */
    public boolean isCalled(String text) {
        return text.equalsIgnoreCase(name)
                || text.equalsIgnoreCase(table + "." + name)
                || text.equalsIgnoreCase(schema + "." + table + "." + name);
    }

    public boolean isOf(Relation relation) {
        return relation.schema().equals(schema) && relation.table().equals(table);
    }
}
