package io.runstwice.jdbc;

import io.runstwice.jdbc.Beyond.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads from PostgreSQL's catalogs what there is beside the watched tables. */
final class PostgreSqlSurroundings {

    private static final String MEMBER = """
            exists (select from pg_depend m where m.classid = '%s'::regclass and m.objid = %s and m.deptype = 'e')""";

    /** What the server says of its own functions. The xml ones of these read whole tables. */
    private static final String BUILT_IN = """
            select string_agg(n, ' ') from (select proname::text n from pg_proc where pronamespace = 'pg_catalog'::regnamespace
                and proname !~ '_to_xml' group by 1 having bool_and(provolatile <> 'v')) x""";

    private static final String EXTENSIONS = """
            select n.nspname, p.proname, l.lanname, p.provolatile::text, e.extname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                join pg_language l on l.oid = p.prolang
                join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
                    and d.refclassid = 'pg_extension'::regclass
                join pg_extension e on e.oid = d.refobjid where e.extname <> 'plpgsql'""";

    /** An aggregate does what its two functions do. */
    private static final String ROUTINES = """
            select n.nspname, p.proname, case p.prokind when 'a' then 'sql' else l.lanname end, case p.prokind when 'a'
                    then 'select ' || a.aggtransfn::regproc || '()' || case when a.aggfinalfn <> 0
                        then ', ' || a.aggfinalfn::regproc || '()' else '' end else %s end,
                p.pronargs = 1 and exists (select from pg_type t where t.oid = p.proargtypes[0] and t.typtype = 'c')
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
                left join pg_aggregate a on a.aggfnoid = p.oid
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not\s""" + MEMBER.formatted("pg_proc", "p.oid");

    private static final String FUNCTION = "case when p.pronamespace = 'pg_catalog'::regnamespace then p.proname"
            + " else p.pronamespace::regnamespace || '.' || p.proname end";

    private static final String TRIGGERS = """
            select n.nspname, c.relname, %s from pg_trigger g join pg_proc p on p.oid = g.tgfoid
                join pg_class c on c.oid = coalesce(pg_partition_root(g.tgrelid), g.tgrelid)
                join pg_namespace n on n.oid = c.relnamespace
            where not g.tgisinternal and g.tgenabled <> 'D'""".formatted(FUNCTION);

    private static final String RULES = """
            select n.nspname, c.relname, r.rulename, regexp_replace(pg_get_ruledef(r.oid), '^.*?\\mDO\\M', 'DO')
            from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
            where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    /** Functions that defaults, generated columns, checks, domains, and indexes of a table call, operators included. */
    static final String CALLED = """
            select n.nspname, c.relname, %s, c.oid from (
                select a.adrelid, d.refclassid, d.refobjid from pg_attrdef a
                    join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid
                union select i.indrelid, d.refclassid, d.refobjid from pg_index i
                    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                union select coalesce(a.attrelid, k.conrelid), d.refclassid, d.refobjid
                    from pg_constraint k join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
                    left join pg_attribute a on a.atttypid = k.contypid) x(rel, class, obj)
                left join pg_operator o on x.class = 'pg_operator'::regclass and o.oid = x.obj
                join pg_proc p on p.oid = case when x.class = 'pg_proc'::regclass then x.obj else o.oprcode end
                join pg_class c on c.oid = coalesce(pg_partition_root(x.rel), x.rel)
                join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""".formatted(FUNCTION);

    /** What runs without being named: user's operators, casts, checks of domains. */
    private static final String IMPLICIT =
            """
            select o.oprname::text, %1$s from pg_operator o join pg_proc p on p.oid = o.oprcode
                where o.oprnamespace <> 'pg_catalog'::regnamespace and not %2$s
            union all select case c.castcontext when 'e' then '::' || t.typname else '*' end, %1$s
                from pg_cast c join pg_proc p on p.oid = c.castfunc join pg_type t on t.oid = c.casttarget
                where p.pronamespace <> 'pg_catalog'::regnamespace and not %3$s
            union all select '::' || t.typname, %1$s from pg_constraint k join pg_type t on t.oid = k.contypid join pg_depend d on d.classid = 'pg_constraint'::regclass
                and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass join pg_proc p on p.oid = d.refobjid""".formatted(FUNCTION, MEMBER.formatted("pg_operator", "o.oid"), MEMBER.formatted("pg_cast", "c.oid"));

    /** These stand behind words: IN, BETWEEN, LIKE, DISTINCT, JOIN … USING. */
    private static final Set<String> SPELT = Set.of("=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~");

    private static final String STRANGERS = """
            select n.nspname, c.relname, case c.relkind when 'f' then 'a foreign table' else 'a table of the extension ' || e.extname end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
                left join pg_extension e on e.oid = d.refobjid
            where c.relkind = 'f' or (c.relkind in ('r', 'p') and e.oid is not null)""";

    /** Whoever reads these runs a program. */
    private static final String PROGRAMS = """
            select c.relname from pg_foreign_table f join pg_class c on c.oid = f.ftrelid
            where exists (select from unnest(f.ftoptions) o where o like 'program=%')""";

    private static final String FOREIGN_HEIRS = """
            select n.nspname, c.relname, h.oid::regclass::text from pg_inherits i join pg_class h on h.oid = i.inhrelid and h.relkind = 'f'
                join pg_class c on c.oid = i.inhparent and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace""";

    private final Connection connection;
    private final Set<String> builtIn = new HashSet<>();
    private final Set<String> readers = new HashSet<>();
    private final List<Routine> routines = new ArrayList<>();
    private final Map<String, Set<String>> fired = new HashMap<>();
    private final Set<String> attributes = new HashSet<>();

    private PostgreSqlSurroundings(Connection connection) {
        this.connection = connection;
    }

    static Surroundings of(Connection connection) throws SQLException {
        return new PostgreSqlSurroundings(connection).read();
    }

    private Surroundings read() throws SQLException {
        functions();
        code();
        Map<String, Set<String>> implicit = new HashMap<>();
        each(IMPLICIT, row -> {
            add(implicit, row.getString(1), row.getString(2).toLowerCase(Locale.ROOT));
            if (SPELT.contains(row.getString(1))) {
                add(implicit, Surroundings.ANY, row.getString(2).toLowerCase(Locale.ROOT));
            }
        });
        Map<String, String> strangers = new HashMap<>();
        each(STRANGERS, row -> strangers.put(key(row), row.getString(3)));
        Map<String, Kind> outward = outward();
        each(PROGRAMS, row -> outward.put("table " + row.getString(1).toLowerCase(Locale.ROOT), Kind.PROGRAM));
        Map<String, String> outer = new HashMap<>();
        each(FOREIGN_HEIRS, row -> outer.put(key(row), row.getString(3) + " (a foreign table)"));
        return new Surroundings(
                builtIn, readers, outward, routines, fired, implicit, attributes, strangers, Map.of(), outer, false);
    }

    private void functions() throws SQLException {
        each(BUILT_IN, row -> builtIn.addAll(Arrays.asList(row.getString(1).split(" "))));
        for (String of : List.of("table", "schema", "database")) {
            readers.addAll(List.of(of + "_to_xml", of + "_to_xmlschema", of + "_to_xml_and_xmlschema"));
        }
        each(EXTENSIONS, row -> {
            String name = row.getString(2).toLowerCase(Locale.ROOT);
            boolean quiet = row.getString(4).equals("i") || (row.getString(3).equals("c") && Functions.isPure(name));
            if (quiet || row.getString(4).equals("s")) {
                (quiet ? builtIn : readers).addAll(List.of(name, key(row)));
            } else {
                routines.add(new Routine(row.getString(1), row.getString(2), row.getString(3), "", row.getString(5)));
            }
        });
    }

    private void code() throws SQLException {
        boolean atomic = connection.getMetaData().getDatabaseMajorVersion() >= 14;
        String body = atomic ? "coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)" : "p.prosrc";
        each(ROUTINES.formatted(body), row -> {
            routines.add(new Routine(row.getString(1), row.getString(2), row.getString(3), row.getString(4), ""));
            if (row.getBoolean(5)) {
                attributes.add(row.getString(2).toLowerCase(Locale.ROOT));
            }
        });
        each(RULES, row -> {
            Routine rule = new Routine(
                    row.getString(1),
                    "rule " + row.getString(3) + " of " + row.getString(2),
                    "sql",
                    row.getString(4),
                    "");
            routines.add(rule);
            add(fired, key(row), rule.qualified());
        });
        each(TRIGGERS, row -> add(fired, key(row), row.getString(3).toLowerCase(Locale.ROOT)));
        each(CALLED, row -> add(fired, key(row), row.getString(3).toLowerCase(Locale.ROOT)));
    }

    private static String key(ResultSet row) throws SQLException {
        return Catalog.key(row.getString(1), row.getString(2));
    }

    private static void add(Map<String, Set<String>> to, String key, String value) {
        to.computeIfAbsent(key, any -> new HashSet<>()).add(value);
    }

    @FunctionalInterface
    private interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Taking taking) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                taking.take(rows);
            }
        }
    }

    private static Map<String, Kind> outward() {
        Map<String, Kind> outward = new HashMap<>();
        put(
                outward,
                Kind.LARGE_OBJECT,
                "lo_creat lo_create lo_from_bytea lo_put lo_import lo_unlink lowrite lo_truncate lo_truncate64");
        put(outward, Kind.FILE, "lo_export pg_file_write pg_file_rename pg_file_unlink");
        put(
                outward,
                Kind.LOG,
                "pg_logical_emit_message pg_create_logical_replication_slot pg_create_physical_replication_slot"
                        + " pg_drop_replication_slot pg_copy_logical_replication_slot pg_copy_physical_replication_slot"
                        + " pg_replication_slot_advance pg_logical_slot_get_changes pg_logical_slot_get_binary_changes"
                        + " pg_replication_origin_create pg_replication_origin_drop pg_replication_origin_advance"
                        + " pg_promote pg_reload_conf pg_wal_replay_pause pg_import_system_collations");
        for (String extension : List.of("dblink", "http", "pg_net", "aws_lambda", "aws_s3")) {
            outward.put("extension " + extension, Kind.SERVER);
        }
        outward.put("extension lo", Kind.LARGE_OBJECT);
        outward.put("extension adminpack", Kind.FILE);
        outward.put("extension plsh", Kind.PROGRAM);
        return outward;
    }

    private static void put(Map<String, Kind> outward, Kind kind, String names) {
        for (String name : names.split(" ")) {
            outward.put(name, kind);
        }
    }
}
