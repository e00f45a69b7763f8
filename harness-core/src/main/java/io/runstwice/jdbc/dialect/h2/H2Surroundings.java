package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Routine;
import io.runstwice.jdbc.schema.UnwatchedObjects;
import io.runstwice.jdbc.sql.Beyond.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads from H2's information schema what there is beside the watched tables: code is Java there, and tells nothing of
 * itself.
 */
final class H2Surroundings {

    private static final String ROUTINES = "select routine_schema, routine_name from information_schema.routines";

    private static final String TRIGGERS =
            "select event_object_schema, event_object_table, trigger_name from information_schema.triggers";

    private static final String STRANGERS = """
            select table_schema, table_name, case when storage_type = 'TABLE LINK' then 'a linked table' else 'a temporary table' end
            from information_schema.tables where storage_type in ('TABLE LINK', 'GLOBAL TEMPORARY')""";

    private static final Map<String, Kind> OUTWARD =
            Map.of("csvwrite", Kind.FILE, "file_write", Kind.FILE, "link_schema", Kind.SCHEMA);

    private H2Surroundings() {}

    static UnwatchedObjects of(Connection connection) throws SQLException {
        List<Routine> routines = new ArrayList<>();
        Map<String, Set<String>> fired = new HashMap<>();
        Map<String, String> strangers = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ROUTINES)) {
                while (row.next()) {
                    routines.add(new Routine(row.getString(1), row.getString(2), "java", "", ""));
                }
            }
            try (ResultSet row = statement.executeQuery(TRIGGERS)) {
                while (row.next()) {
                    Routine trigger = new Routine(row.getString(1), "trigger " + row.getString(3), "java", "", "");
                    routines.add(trigger);
                    fired.computeIfAbsent(Relation.key(row.getString(1), row.getString(2)), table -> new HashSet<>())
                            .add(trigger.qualified());
                }
            }
            try (ResultSet row = statement.executeQuery(STRANGERS)) {
                while (row.next()) {
                    strangers.put(Relation.key(row.getString(1), row.getString(2)), row.getString(3));
                }
            }
        }
        return new UnwatchedObjects(
                Set.of(), Set.of(), OUTWARD, routines, fired, Map.of(), Set.of(), strangers, Map.of(), Map.of(), false);
    }
}
