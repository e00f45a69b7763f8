package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Ties;
import io.runstwice.world.Column;
import java.sql.Connection;
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

/** Reads the tables of HSQLDB, their columns and their foreign keys. */
final class HsqlCatalog {

    private static final String TABLES = """
            select table_schema, table_name, table_schema = current_schema from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('INFORMATION_SCHEMA', 'SYSTEM_LOBS')
            order by 1, 2""";

    private static final String COLUMNS = """
            select c.table_schema, c.table_name, c.column_name, c.data_type, exists (select 1
                from information_schema.system_primarykeys p where p.table_schem = c.table_schema
                    and p.table_name = c.table_name and p.column_name = c.column_name)
            from information_schema.columns c order by c.ordinal_position""";

    private static final String KEYS = "select fktable_schem, fktable_name, pktable_schem, pktable_name"
            + " from information_schema.system_crossreference";

    private final Connection connection;
    private final Predicate<String> ignored;
    private final Set<String> leftOut = new HashSet<>();

    HsqlCatalog(Connection connection, Predicate<String> ignored) {
        this.connection = connection;
        this.ignored = ignored;
    }

    Catalog read() throws SQLException {
        Map<String, Relation> relations = relations(fields());
        List<Catalog.Reference> references = new ArrayList<>();
        Set<Relation> open = new HashSet<>();
        Queries.each(connection, KEYS, row -> {
            Relation child = relations.get(Relation.key(row.getString(1), row.getString(2)));
            Relation parent = relations.get(Relation.key(row.getString(3), row.getString(4)));
            if (child != null && parent != null) {
                references.add(new Catalog.Reference(child, parent));
            } else if (parent != null) {
                open.add(parent);
            }
        });
        return new Catalog(connection.getSchema(), List.copyOf(relations.values()), Map.of(), references, leftOut)
                .tied(new Ties(Map.of(), Map.of(), open, Map.of()));
    }

    private Map<String, List<Field>> fields() throws SQLException {
        Map<String, List<Field>> fields = new HashMap<>();
        Queries.each(connection, COLUMNS, row -> fields.computeIfAbsent(
                        Relation.key(row.getString(1), row.getString(2)), table -> new ArrayList<>())
                .add(new Field(
                        row.getString(3),
                        row.getString(3).toLowerCase(Locale.ROOT),
                        row.getString(4),
                        kind(row.getString(4)),
                        row.getBoolean(5),
                        null)));
        return fields;
    }

    private Map<String, Relation> relations(Map<String, List<Field>> fields) throws SQLException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        Queries.each(connection, TABLES, row -> {
            String schema = row.getString(1);
            String table = row.getString(2);
            String key = Relation.key(schema, table);
            String shown = (row.getBoolean(3) ? table : schema + "." + table).toLowerCase(Locale.ROOT);
            if (ignored.test(shown)) {
                leftOut.add(key);
            } else {
                List<Field> its = fields.getOrDefault(key, List.of());
                relations.put(key, new Relation(schema, table, shown, its, true, false, false));
            }
        });
        return relations;
    }

    private static Column.Kind kind(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "DECIMAL", "DOUBLE PRECISION", "DOUBLE" ->
                Column.Kind.NUMBER;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Column.Kind.TIME;
            case "DATE" -> Column.Kind.DATE;
            default -> Column.Kind.VALUE;
        };
    }
}
