package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Purity;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Ties;
import io.runstwice.jdbc.schema.UnwatchedObjects;
import io.runstwice.world.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the schema of a PostgreSQL database from its system catalogs. */
final class PostgreSqlCatalog {

    /** Tables of ordinary schemas that belong to no extension: heaps, and roots of partitions. */
    private static final String TABLES = """
            select c.oid, n.nspname, c.relname, c.relkind = 'p', n.nspname = current_schema(), c.relrowsecurity,
                c.relhasrules or exists (select from pg_trigger g where not g.tgisinternal and (g.tgrelid = c.oid
                    or g.tgrelid in (select relid from pg_partition_tree(c.oid))))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                    and d.deptype = 'e')
            order by n.nspname, c.relname""";

    /** Columns that are stored as they are given; a domain counts as the type below it. */
    private static final String COLUMNS = """
            select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), b.typname,
                a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '')
                    ~* '(nextval|gen_random_uuid|uuid_generate_v|uuidv4|uuidv7)\\(',
                exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary
                    and a.attnum = any(i.indkey))
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
                join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
                and a.attgenerated = ''
            order by a.attrelid, a.attnum""";

    private static final String KEYS = """
            select coalesce(pg_partition_root(k.conrelid), k.conrelid)::oid, coalesce(pg_partition_root(k.confrelid), k.confrelid)::oid,
                case when cardinality(k.conkey) = 1 then a.attname end, f.attname,
                k.confdeltype not in ('a', 'r'), k.confupdtype not in ('a', 'r')
            from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
            where k.contype = 'f' and k.conparentid = 0""";

    /** What stands in for a query. */
    private static final String VIEWS = """
            select n.nspname, c.relname, pg_get_viewdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'v' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    private static final String HEIRS = """
            select i.inhparent, i.inhrelid from pg_inherits i join pg_class c on c.oid = i.inhparent
            where c.relkind = 'r'""";

    /** Sequences that a table's defaults draw from. */
    private static final String DRAWN = """
            select coalesce(pg_partition_root(a.adrelid), a.adrelid)::oid, s.oid::regclass
            from pg_attrdef a join pg_depend d on d.objid = a.oid join pg_class s on s.oid = d.refobjid
            where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass and s.relkind = 'S'""";

    private static final String PARTITIONS = """
            select pg_partition_root(c.oid)::oid, n.nspname, c.relname from pg_class c
                join pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind in ('r', 'p')""";

    private record Found(long oid, Relation relation) {}

    private record Link(long child, long parent, String column, String target, boolean onDelete, boolean onUpdate) {}

    private final Connection connection;
    private final Predicate<String> ignored;
    private final Set<String> leftOut = new HashSet<>();

    PostgreSqlCatalog(Connection connection, Predicate<String> ignored) {
        this.connection = connection;
        this.ignored = ignored;
    }

    Catalog read() throws SQLException {
        Map<Long, Relation> byOid = relations();
        UnwatchedObjects surroundings = PostgreSqlSurroundings.of(connection);
        List<Catalog.Reference> references = new ArrayList<>();
        for (Link link : links()) {
            Relation child = byOid.get(link.child());
            Relation parent = byOid.get(link.parent());
            if (child != null && parent != null) {
                references.add(new Catalog.Reference(child, parent, link.onDelete(), link.onUpdate()));
            }
        }
        Catalog catalog = new Catalog(
                String.valueOf(one("select current_schema()")),
                List.copyOf(byOid.values()),
                partitions(byOid),
                references,
                leftOut);
        return catalog.within(surroundings).tied(ties(byOid, new Purity(surroundings)));
    }

    private Ties ties(Map<Long, Relation> byOid, Purity purity) throws SQLException {
        Map<String, String> views = new HashMap<>();
        rows(VIEWS, row -> views.put(Relation.key(row.getString(1), row.getString(2)), row.getString(3)));
        Map<Relation, Set<Relation>> heirs = new HashMap<>();
        Map<Relation, Set<String>> drawn = new HashMap<>();
        Set<Relation> open = new HashSet<>();
        rows(HEIRS, row -> tie(byOid.get(row.getLong(1)), byOid.get(row.getLong(2)), heirs, open));
        rows(DRAWN, row -> tie(byOid.get(row.getLong(1)), "sequence " + row.getString(2), drawn, open));
        rows(
                PostgreSqlSurroundings.CALLED,
                row -> !purity.isHarmless(row.getString(3).toLowerCase(Locale.ROOT))
                        && open.add(byOid.get(row.getLong(4))));
        for (Link link : links()) {
            if (!byOid.containsKey(link.child())) {
                open.add(byOid.get(link.parent()));
            }
        }
        open.remove(null);
        return new Ties(views, heirs, open, drawn);
    }

    /** What is tied to something that is not watched is open. */
    private static <T> boolean tie(Relation one, T other, Map<Relation, Set<T>> ties, Set<Relation> open) {
        if (one != null && other != null) {
            return ties.computeIfAbsent(one, key -> new HashSet<>()).add(other);
        }
        return open.add(one);
    }

    private String one(String sql) throws SQLException {
        return String.valueOf(rows(sql, row -> row.getString(1)).get(0));
    }

    private Map<Long, Relation> relations() throws SQLException {
        Map<Long, List<Field>> fields = fields();
        Map<Long, Relation> bare = new LinkedHashMap<>();
        for (Found found : rows(TABLES, row -> new Found(row.getLong(1), relation(row)))) {
            Relation relation = found.relation();
            if (ignored.test(relation.shown())) {
                leftOut.add(Relation.key(relation.schema(), relation.table()));
            } else {
                bare.put(found.oid(), relation.with(fields.getOrDefault(found.oid(), List.of())));
            }
        }
        for (Link link : links()) {
            Relation parent = bare.get(link.parent());
            if (parent != null && link.column() != null) {
                String to = parent.shown() + "." + link.target();
                bare.computeIfPresent(link.child(), (oid, child) -> pointing(child, link.column(), to));
            }
        }
        return bare;
    }

    private static Relation relation(ResultSet row) throws SQLException {
        String schema = row.getString(2);
        String table = row.getString(3);
        String shown = row.getBoolean(5) ? table : schema + "." + table;
        return new Relation(schema, table, shown, List.of(), !row.getBoolean(6), row.getBoolean(7), row.getBoolean(4));
    }

    private static Relation pointing(Relation child, String column, String to) {
        return child.with(child.fields().stream()
                .map(field -> field.name().equals(column) ? field.pointing(to) : field)
                .toList());
    }

    private Map<Long, List<Field>> fields() throws SQLException {
        Map<Long, List<Field>> fields = new HashMap<>();
        rows(COLUMNS, row -> fields.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                .add(field(row)));
        return fields;
    }

    private static Field field(ResultSet row) throws SQLException {
        Column.Kind kind = row.getBoolean(5) ? Column.Kind.GENERATED : kind(row.getString(4));
        return new Field(row.getString(2), row.getString(2), row.getString(3), kind, row.getBoolean(6), null);
    }

    private List<Link> links() throws SQLException {
        return rows(
                KEYS,
                row -> new Link(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6)));
    }

    private Map<String, Relation> partitions(Map<Long, Relation> byOid) throws SQLException {
        Map<String, Relation> partitions = new HashMap<>();
        rows(PARTITIONS, row -> {
            Relation root = byOid.get(row.getLong(1));
            return root == null ? null : partitions.put(Relation.key(row.getString(2), row.getString(3)), root);
        });
        return partitions;
    }

    private static Column.Kind kind(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid" -> Column.Kind.NUMBER;
            case "timestamptz", "timestamp" -> Column.Kind.TIME;
            case "date" -> Column.Kind.DATE;
            default -> Column.Kind.VALUE;
        };
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                all.add(reading.of(found));
            }
        }
        return all;
    }
}
