package io.runstwice.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads unique keys from a catalog. */
public final class UniqueKeys {

    private record Index(String schema, String table, String name) {}

    private UniqueKeys() {}

    /**
     * All of them.
     *
     * @param sql gives schema, table, index, column, and whether the column can be null, for each column of each index
     *     that holds for every row
     */
    public static List<UniqueKey> read(Connection connection, String sql) throws SQLException {
        Map<Index, Set<String>> columns = new LinkedHashMap<>();
        Set<Index> partial = new HashSet<>();
        try (PreparedStatement asked = connection.prepareStatement(sql);
                ResultSet row = asked.executeQuery()) {
            while (row.next()) {
                Index index = new Index(row.getString(1), row.getString(2), row.getString(3));
                columns.computeIfAbsent(index, first -> new HashSet<>())
                        .add(row.getString(4).toLowerCase(Locale.ROOT));
                if (row.getBoolean(5)) {
                    partial.add(index);
                }
            }
        }
        List<UniqueKey> keys = new ArrayList<>();
        columns.forEach((index, names) ->
                keys.add(new UniqueKey(index.schema(), index.table(), names, !partial.contains(index))));
        return keys;
    }
}
