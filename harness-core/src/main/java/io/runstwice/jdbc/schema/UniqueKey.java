package io.runstwice.jdbc.schema;

import java.util.Set;

/**
 * Columns that no two rows of a table share.
 *
 * @param schema of the table
 * @param table its name
 * @param columns their names, in lower case
 * @param isTotal whether none of them can be null, so that they put all rows in one order
 */
public record UniqueKey(String schema, String table, Set<String> columns, boolean isTotal) {

    public UniqueKey {
        columns = Set.copyOf(columns);
    }

    boolean isOf(Relation relation) {
        return relation.schema().equals(schema) && relation.table().equals(table);
    }
}
