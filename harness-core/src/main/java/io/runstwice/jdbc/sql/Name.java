package io.runstwice.jdbc.sql;

import java.util.List;

/**
 * The name of a relation as SQL wrote it.
 *
 * @param schema before the point, or nothing
 * @param table after it
 */
public record Name(String schema, String table) {

    static Name of(List<Token> parts) {
        String table = parts.get(parts.size() - 1).text();
        return new Name(parts.size() > 1 ? parts.get(parts.size() - 2).text() : "", table);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? table : schema + "." + table;
    }
}
