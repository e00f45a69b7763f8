package io.runstwice.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A table's own rules about its columns: they tell which times cannot move by themselves.
 *
 * @param keys columns of keys, of unique indexes, of exclusions, of references
 * @param parts columns that say in which partition a row lives
 * @param checks the columns of each check, which move together or not at all
 */
public record Rigid(Set<String> keys, Set<String> parts, List<Set<String>> checks) {

    public static final Rigid NOT = new Rigid(Set.of(), Set.of(), List.of());

    public Rigid {
        keys = Set.copyOf(keys);
        parts = Set.copyOf(parts);
        checks = List.copyOf(checks);
    }

    /**
     * Read from a catalog.
     *
     * @param rules SQL that takes the schema and the table any number of times, and gives the kind of a rule, its name,
     *     and a column
     */
    public static Rigid read(Connection connection, String rules, String schema, String table) throws SQLException {
        Set<String> keys = new HashSet<>();
        Map<String, Set<String>> checks = new TreeMap<>();
        Set<String> parts = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(rules)) {
            for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i += 2) {
                query.setString(i, schema);
                query.setString(i + 1, table);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Set<String> to =
                            switch (row.getString(1)) {
                                case "CHECK" -> checks.computeIfAbsent(row.getString(2), any -> new HashSet<>());
                                case "PARTITION" -> parts;
                                default -> keys;
                            };
                    to.add(row.getString(3));
                }
            }
        }
        return new Rigid(keys, parts, new ArrayList<>(checks.values()));
    }
}
