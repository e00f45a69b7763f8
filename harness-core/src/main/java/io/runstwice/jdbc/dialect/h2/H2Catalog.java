package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Purity;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Ties;
import io.runstwice.jdbc.schema.UnwatchedObjects;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the schema of an H2 database from its information schema. */
final class H2Catalog {

    private static final String TABLES = """
            select t.table_schema, t.table_name, t.table_schema = current_schema(),
                exists (select 1 from information_schema.triggers g
                    where g.event_object_schema = t.table_schema and g.event_object_table = t.table_name)
            from information_schema.tables t
            where t.table_type = 'BASE TABLE' and t.storage_type <> 'TABLE LINK' and t.table_schema <> 'INFORMATION_SCHEMA' order by 1, 2""";

    private static final String COLUMNS = """
            select c.table_schema, c.table_name, c.column_name, c.data_type, c.is_identity = 'YES',
                coalesce(c.column_default, ''),
                exists (select 1 from information_schema.table_constraints p
                    join information_schema.key_column_usage k on k.constraint_schema = p.constraint_schema
                        and k.constraint_name = p.constraint_name
                    where p.constraint_type = 'PRIMARY KEY' and p.table_schema = c.table_schema
                        and p.table_name = c.table_name and k.column_name = c.column_name)
            from information_schema.columns c where c.is_generated = 'NEVER' order by c.ordinal_position""";

    private static final String KEYS = """
            select k.table_schema, k.table_name, k.column_name, u.table_schema, u.table_name, u.column_name,
                r.delete_rule not in ('NO ACTION', 'RESTRICT'), r.update_rule not in ('NO ACTION', 'RESTRICT'),
                (select count(*) from information_schema.key_column_usage n
                    where n.constraint_schema = r.constraint_schema and n.constraint_name = r.constraint_name)
            from information_schema.referential_constraints r
                join information_schema.key_column_usage k on k.constraint_schema = r.constraint_schema
                    and k.constraint_name = r.constraint_name
                join information_schema.key_column_usage u on u.constraint_schema = r.unique_constraint_schema
                    and u.constraint_name = r.unique_constraint_name
                    and u.ordinal_position = k.position_in_unique_constraint""";

    private static final String VIEWS = "select table_schema, table_name, view_definition from information_schema.views"
            + " where table_schema <> 'INFORMATION_SCHEMA'";

    /**
     * The expressions that are computed when a row is written: defaults, generated columns, checks. A domain may do
     * anything.
     */
    private static final String COMPUTED = """
            select table_schema, table_name, column_default from information_schema.columns where column_default is not null
            union all select table_schema, table_name, generation_expression from information_schema.columns
                where generation_expression is not null
            union all select table_schema, table_name, 'domain()' from information_schema.columns
                where domain_name is not null
            union all select t.table_schema, t.table_name, c.check_clause from information_schema.check_constraints c
                join information_schema.table_constraints t on t.constraint_schema = c.constraint_schema
                    and t.constraint_name = c.constraint_name""";

    private final Connection connection;
    private final Predicate<String> ignored;
    private final Set<String> leftOut = new HashSet<>();

    H2Catalog(Connection connection, Predicate<String> ignored) {
        this.connection = connection;
        this.ignored = ignored;
    }

    Catalog read() throws SQLException {
        Map<String, Relation> relations = relations();
        List<Catalog.Reference> references = new ArrayList<>();
        Queries.each(connection, KEYS, row -> {
            Relation child = relations.get(Relation.key(row.getString(1), row.getString(2)));
            Relation parent = relations.get(Relation.key(row.getString(4), row.getString(5)));
            if (child != null && parent != null) {
                references.add(new Catalog.Reference(child, parent, row.getBoolean(7), row.getBoolean(8)));
            }
        });
        String schema = connection.getSchema();
        UnwatchedObjects surroundings = H2Surroundings.of(connection);
        return new Catalog(schema, List.copyOf(relations.values()), Map.of(), references, leftOut)
                .within(surroundings)
                .tied(ties(relations, new Purity(surroundings)));
    }

    private Ties ties(Map<String, Relation> relations, Purity purity) throws SQLException {
        Map<String, String> views = new HashMap<>();
        Queries.each(
                connection,
                VIEWS,
                row -> views.put(Relation.key(row.getString(1), row.getString(2)), row.getString(3)));
        Map<Relation, Set<String>> draws = new HashMap<>();
        Set<Relation> open = new HashSet<>();
        Queries.each(connection, COMPUTED, row -> {
            Relation relation = relations.get(Relation.key(row.getString(1), row.getString(2)));
            String expression = row.getString(3);
            if (relation != null && expression.toUpperCase(Locale.ROOT).contains("NEXT VALUE FOR")) {
                draws.put(relation, Set.of("sequences"));
            } else if (relation != null && !isPure(expression, purity)) {
                open.add(relation);
            }
        });
        Queries.each(connection, KEYS, row -> {
            Relation parent = relations.get(Relation.key(row.getString(4), row.getString(5)));
            if (parent != null && !relations.containsKey(Relation.key(row.getString(1), row.getString(2)))) {
                open.add(parent);
            }
        });
        return new Ties(views, Map.of(), open, draws);
    }

    private static boolean isPure(String expression, Purity purity) {
        Phrase phrase = Sql.of("select " + expression).only();
        return phrase != null && phrase.isQuery() && purity.isPure(phrase) && phrase.relations.isEmpty();
    }

    private Map<String, Relation> relations() throws SQLException {
        Map<String, String> shown = new HashMap<>();
        Queries.each(
                connection,
                TABLES,
                row -> shown.put(
                        Relation.key(row.getString(1), row.getString(2)),
                        shown(row.getBoolean(3) ? row.getString(2) : row.getString(1) + "." + row.getString(2))));
        Map<String, String> pointers = pointers(shown);
        Map<String, List<Field>> fields = new HashMap<>();
        Queries.each(connection, COLUMNS, row -> {
            String table = Relation.key(row.getString(1), row.getString(2));
            fields.computeIfAbsent(table, key -> new ArrayList<>())
                    .add(field(row, pointers.get(table + "." + row.getString(3))));
        });
        Map<String, Relation> relations = new LinkedHashMap<>();
        Queries.each(connection, TABLES, row -> {
            String key = Relation.key(row.getString(1), row.getString(2));
            if (ignored.test(shown.get(key))) {
                leftOut.add(key);
            } else {
                relations.put(
                        key,
                        new Relation(
                                row.getString(1),
                                row.getString(2),
                                shown.get(key),
                                fields.getOrDefault(key, List.of()),
                                !row.getBoolean(4),
                                row.getBoolean(4),
                                false));
            }
        });
        return relations;
    }

    private Map<String, String> pointers(Map<String, String> shown) throws SQLException {
        Map<String, String> pointers = new HashMap<>();
        Queries.each(connection, KEYS, row -> {
            if (row.getInt(9) == 1) {
                String child = Relation.key(row.getString(1), row.getString(2)) + "." + row.getString(3);
                String parent = shown.get(Relation.key(row.getString(4), row.getString(5)));
                pointers.put(child, parent + "." + shown(row.getString(6)));
            }
        });
        return pointers;
    }

    private static Field field(ResultSet row, @Nullable String references) throws SQLException {
        String type = row.getString(4);
        String otherwise = row.getString(6).toUpperCase(Locale.ROOT);
        boolean drawn = row.getBoolean(5) || otherwise.contains("NEXT VALUE FOR") || otherwise.contains("RANDOM_UUID");
        return new Field(
                row.getString(3),
                shown(row.getString(3)),
                type,
                drawn ? Column.Kind.GENERATED : kind(type),
                row.getBoolean(7),
                references);
    }

    /** A name as people write it: in small letters if it can be written without quotes. */
    static String shown(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static Column.Kind kind(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "REAL", "DOUBLE PRECISION", "DECFLOAT" ->
                Column.Kind.NUMBER;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Column.Kind.TIME;
            case "DATE" -> Column.Kind.DATE;
            default -> Column.Kind.VALUE;
        };
    }
}
