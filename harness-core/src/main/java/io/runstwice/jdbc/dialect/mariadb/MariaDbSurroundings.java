package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Routine;
import io.runstwice.jdbc.schema.UnwatchedObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the objects beside the watched tables from MariaDB's information schema. Only the body of a routine tells its
 * effects.
 */
final class MariaDbSurroundings {

    private static final String ROUTINES = """
            select routine_schema, routine_name, coalesce(routine_definition, '') from information_schema.routines
            where routine_schema not in ('sys', 'mysql', 'information_schema', 'performance_schema')""";

    private static final String TRIGGERS = """
            select event_object_schema, event_object_table, trigger_name, action_statement from information_schema.triggers
            where event_object_schema = database()""";

    private static final String VIEWS = """
            select table_schema, table_name, view_definition from information_schema.views where table_schema = database()""";

    /** Rows of another database that go, or change, with rows of this one. */
    private static final String OUTER = """
            select unique_constraint_schema, referenced_table_name, concat(constraint_schema, '.', table_name)
            from information_schema.referential_constraints
            where unique_constraint_schema = database() and constraint_schema <> database()
                and (delete_rule not in ('RESTRICT', 'NO ACTION') or update_rule not in ('RESTRICT', 'NO ACTION'))""";

    private MariaDbSurroundings() {}

    static UnwatchedObjects of(Connection connection) throws SQLException {
        List<Routine> routines = new ArrayList<>();
        Map<String, Set<String>> fired = new HashMap<>();
        Map<String, String> views = new HashMap<>();
        Map<String, String> outer = new HashMap<>();
        Queries.rows(
                connection,
                ROUTINES,
                row -> routines.add(new Routine(row.getString(1), row.getString(2), "sql", row.getString(3), "")));
        Queries.rows(connection, TRIGGERS, row -> {
            Routine trigger = new Routine(row.getString(1), "trigger " + row.getString(3), "sql", row.getString(4), "");
            routines.add(trigger);
            return fired.computeIfAbsent(Relation.key(row.getString(1), row.getString(2)), table -> new HashSet<>())
                    .add(trigger.qualified());
        });
        Queries.rows(
                connection,
                VIEWS,
                row -> views.put(Relation.key(row.getString(1), row.getString(2)), row.getString(3)));
        Queries.rows(
                connection,
                OUTER,
                row -> outer.put(
                        Relation.key(row.getString(1), row.getString(2)),
                        row.getString(3) + " (a table of another database)"));
        routines.addAll(libraries(connection));
        return new UnwatchedObjects(
                Set.of(), Set.of(), Map.of(), routines, fired, Map.of(), Set.of(), Map.of(), views, outer, true);
    }

    /** Functions of shared libraries; a user that may not read the list has no right to make one either. */
    private static List<Routine> libraries(Connection connection) {
        try {
            return Queries.rows(
                    connection, "select name from mysql.func", row -> new Routine("", row.getString(1), "c", "", ""));
        } catch (SQLException forbidden) {
            return List.of();
        }
    }
}
