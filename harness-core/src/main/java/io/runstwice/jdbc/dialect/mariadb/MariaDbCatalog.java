package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Ties;
import io.runstwice.world.Column;
import io.runstwice.world.Misuse;
import io.runstwice.world.Redaction;
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

/** Reads the schema of one database of a MariaDB server from its information schema. */
final class MariaDbCatalog {

    private static final String TABLES = """
            select t.table_name, t.engine, exists (select 1 from information_schema.triggers g
                where g.event_object_schema = t.table_schema and g.event_object_table = t.table_name)
            from information_schema.tables t
            where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
            order by t.table_name""";

    /** Columns that are stored as they are given. */
    private static final String COLUMNS = """
            select table_name, column_name, data_type, extra, coalesce(column_default, ''), column_key = 'PRI'
            from information_schema.columns where table_schema = database() and is_generated = 'NEVER'
            order by table_name, ordinal_position""";

    private static final String KEYS = """
            select k.table_name, k.column_name, k.referenced_table_name, k.referenced_column_name,
                (select count(*) from information_schema.key_column_usage n where n.table_schema = k.table_schema
                    and n.table_name = k.table_name and n.constraint_name = k.constraint_name)
            from information_schema.key_column_usage k
            where k.table_schema = database() and k.referenced_table_schema = database()""";

    private final Connection connection;
    private final Predicate<String> ignored;
    private final Set<String> leftOut = new HashSet<>();

    MariaDbCatalog(Connection connection, Predicate<String> ignored) {
        this.connection = connection;
        this.ignored = ignored;
    }

    private record Key(String child, String column, String parent, String target, boolean alone) {}

    Catalog read() throws SQLException {
        String database = Queries.text(connection, "select database()");
        if (database == null) {
            throw new Misuse("Database watches one database of a MariaDB server, but "
                    + Redaction.of(connection.getMetaData().getURL())
                    + " names none. Name it: jdbc:mariadb://host/name.");
        }
        List<Key> keys = Queries.rows(
                connection,
                KEYS,
                row -> new Key(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5) == 1));
        Map<String, Relation> relations = relations(database, fields(keys));
        List<Catalog.Reference> references = new ArrayList<>();
        for (Key key : keys) {
            Relation child = relations.get(key.child());
            Relation parent = relations.get(key.parent());
            if (child != null && parent != null) {
                references.add(new Catalog.Reference(child, parent));
            }
        }
        return new Catalog(database, List.copyOf(relations.values()), Map.of(), references, leftOut)
                .within(MariaDbSurroundings.of(connection))
                .tied(ties(keys, relations));
    }

    /** Views are not understood: a statement that reads one counts as reading everything. */
    private static Ties ties(List<Key> keys, Map<String, Relation> relations) {
        Set<Relation> open = new HashSet<>();
        for (Key key : keys) {
            Relation parent = relations.get(key.parent());
            if (parent != null && !relations.containsKey(key.child())) {
                open.add(parent);
            }
        }
        Map<Relation, Set<String>> draws = new HashMap<>();
        for (Relation relation : relations.values()) {
            if (relation.fields().stream().anyMatch(field -> field.kind() == Column.Kind.GENERATED)) {
                draws.put(relation, Set.of("ids of " + relation.named()));
            }
        }
        return new Ties(Map.of(), Map.of(), open, draws);
    }

    private Map<String, Relation> relations(String database, Map<String, List<Field>> fields) throws SQLException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        Queries.rows(connection, TABLES, row -> {
            String table = row.getString(1);
            if (ignored.test(table)) {
                return leftOut.add(Relation.key(database, table));
            }
            require(table, row.getString(2));
            List<Field> its = fields.getOrDefault(table, List.of());
            return relations.put(table, new Relation(database, table, table, its, true, row.getBoolean(3), false));
        });
        return relations;
    }

    /** Refuses a table of another engine: a write to it is durable at once, and a rollback does not undo it. */
    private static void require(String table, String engine) {
        if (!"InnoDB".equalsIgnoreCase(engine)) {
            throw new Misuse("Database needs tables with transactions, but " + table + " has the engine " + engine
                    + ". Say alter table " + table + " engine = InnoDB, or leave it out: Database.ignoring(\"" + table
                    + "\").");
        }
    }

    private Map<String, List<Field>> fields(List<Key> keys) throws SQLException {
        Map<String, String> pointers = new HashMap<>();
        keys.stream()
                .filter(Key::alone)
                .forEach(key -> pointers.put(key.child() + "." + key.column(), key.parent() + "." + key.target()));
        Map<String, List<Field>> fields = new HashMap<>();
        Queries.rows(connection, COLUMNS, row -> fields.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                .add(field(row, pointers.get(row.getString(1) + "." + row.getString(2)))));
        return fields;
    }

    private static Field field(ResultSet row, @Nullable String references) throws SQLException {
        String type = row.getString(3).toLowerCase(Locale.ROOT);
        String otherwise = row.getString(5).toLowerCase(Locale.ROOT);
        boolean drawn = row.getString(4).toLowerCase(Locale.ROOT).contains("auto_increment")
                || otherwise.matches("(?s).*(nextval|uuid|sys_guid|rand|random_bytes)\\(.*");
        Column.Kind kind = drawn ? Column.Kind.GENERATED : kind(type);
        return new Field(row.getString(2), row.getString(2), type, kind, row.getBoolean(6), references);
    }

    private static Column.Kind kind(String type) {
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double" ->
                Column.Kind.NUMBER;
            case "timestamp", "datetime" -> Column.Kind.TIME;
            case "date" -> Column.Kind.DATE;
            default -> Column.Kind.VALUE;
        };
    }
}
