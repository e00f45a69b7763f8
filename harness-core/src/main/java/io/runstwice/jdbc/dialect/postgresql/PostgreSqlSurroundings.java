package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Routine;
import io.runstwice.jdbc.schema.UnwatchedObjects;
import io.runstwice.jdbc.sql.Beyond.Kind;
import io.runstwice.jdbc.sql.Functions;
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

    /** The server's own functions, as its catalog declares them. The xml ones of these read whole tables. */
    private static final String BUILT_IN = """
            select string_agg(n, ' ') from (select proname::text n from pg_proc where pronamespace = 'pg_catalog'::regnamespace
                and proname !~ '_to_xml' group by 1 having bool_and(provolatile <> 'v')) x""";

    private static final String EXTENSIONS = """
            select n.nspname, p.proname, l.lanname, p.provolatile::text, e.extname, p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                join pg_language l on l.oid = p.prolang
                join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
                    and d.refclassid = 'pg_extension'::regclass
                join pg_extension e on e.oid = d.refobjid where e.extname <> 'plpgsql'""";

    private static final String OF_USERS =
            "n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not " + MEMBER.formatted("pg_proc", "p.oid");

    /**
     * An aggregate acts as its functions do. A routine in the language INTERNAL acts as the server's own functions with
     * the same code do.
     */
    private static final String ROUTINES = """
            select n.nspname, p.proname, case when p.prokind = 'a' or i.calls is not null then 'sql' else l.lanname end,
                case p.prokind when 'a' then 'select ' || concat_ws(', ', a.aggtransfn::regproc || '()', a.aggfinalfn::regproc || '()',
                    a.aggcombinefn::regproc || '()', a.aggmtransfn::regproc || '()', a.aggminvtransfn::regproc || '()',
                    a.aggmfinalfn::regproc || '()', a.aggserialfn::regproc || '()', a.aggdeserialfn::regproc || '()')
                    else coalesce(i.calls, %s) end,
                p.pronargs = 1 and exists (select from pg_type t where t.oid = p.proargtypes[0] and t.typtype = 'c')
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
                left join pg_aggregate a on a.aggfnoid = p.oid
                left join lateral (select 'select ' || string_agg(b.proname || '()', ', ') calls from pg_proc b
                    where l.lanname = 'internal' and b.pronamespace = 'pg_catalog'::regnamespace and b.prosrc = p.prosrc) i on true
            where\s""" + OF_USERS;

    /** The code that runs beside the body: defaults of arguments, checks of their domains. */
    private static final String ARGUMENTS = """
            select n.nspname, p.proname, 'select ' || pg_get_expr(p.proargdefaults, 0) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.proargdefaults is not null and %1$s
            union all select n.nspname, p.proname, 'select null::' || t.typname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                join pg_type t on t.typtype = 'd' and (t.oid = p.prorettype or t.oid = any(coalesce(p.proallargtypes, p.proargtypes::oid[])))
            where %1$s""".formatted(OF_USERS);

    private static final String FUNCTION = "case when p.pronamespace = 'pg_catalog'::regnamespace then p.proname"
            + " else p.pronamespace::regnamespace || '.' || p.proname end";

    /** The extension tcn tells listeners of written rows, on a channel that each trigger may name. */
    private static final String TRIGGERS = """
            select n.nspname, c.relname, %s, g.tgname, case when e.extname = 'tcn' then
                case g.tgnargs when 0 then 'tcn' else split_part(encode(g.tgargs, 'escape'), '\\000', 1) end end
            from pg_trigger g join pg_proc p on p.oid = g.tgfoid
                join pg_class c on c.oid = coalesce(pg_partition_root(g.tgrelid), g.tgrelid)
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
                left join pg_extension e on e.oid = d.refobjid
            where not g.tgisinternal and g.tgenabled <> 'D'""".formatted(FUNCTION);

    private static final String RULES = """
            select n.nspname, c.relname, r.rulename, regexp_replace(pg_get_ruledef(r.oid), '^.*?\\mDO\\M', 'DO')
            from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
            where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    /** The types of a table's columns that are no built-in ones, and all that those are made of. */
    private static final String TYPES = """
            recursive types(rel, typ) as (
                select a.attrelid, a.atttypid from pg_attribute a join pg_class c on c.oid = a.attrelid
                    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384
                union select u.rel, x.typ from types u join pg_type t on t.oid = u.typ cross join lateral (select t.typbasetype
                    union all select t.typelem
                    union all select r.rngsubtype from pg_range r where r.rngtypid = t.oid
                    union all select m.atttypid from pg_attribute m where m.attrelid = t.typrelid and t.typrelid <> 0) x(typ)
                where x.typ >= 16384)""";

    /**
     * Functions that run when rows of a table are written, operators included: as the catalog has it of its defaults,
     * generated columns, checks, exclusions, indexes, partition keys, conditions of triggers, of its columns' types,
     * and of the classes of operators of its indexes.
     */
    static final String CALLED = "with " + TYPES + """
            select n.nspname, c.relname, %s, c.oid from (
                select a.adrelid, d.refclassid, d.refobjid from pg_attrdef a
                    join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid
                union select i.indrelid, d.refclassid, d.refobjid from pg_index i
                    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                union select i.indrelid, 'pg_proc'::regclass, s.amproc from pg_index i join pg_opclass o on o.oid = any(i.indclass::oid[])
                    join pg_amproc s on s.amprocfamily = o.opcfamily
                    where s.amproc >= 16384
                union select r.partrelid, d.refclassid, d.refobjid from pg_partitioned_table r
                    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.partrelid
                union select g.tgrelid, d.refclassid, d.refobjid from pg_trigger g
                    join pg_depend d on d.classid = 'pg_trigger'::regclass and d.objid = g.oid and d.refobjid <> g.tgfoid
                union select u.rel, d.refclassid, d.refobjid from types u
                    join pg_depend d on d.classid = 'pg_type'::regclass and d.objid = u.typ
                union select coalesce(u.rel, k.conrelid), d.refclassid, d.refobjid
                    from pg_constraint k join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
                    left join types u on u.typ = k.contypid) x(rel, class, obj)
                left join pg_operator o on x.class = 'pg_operator'::regclass and o.oid = x.obj
                join pg_proc p on p.oid = case when x.class = 'pg_proc'::regclass then x.obj else o.oprcode end
                join pg_class c on c.oid = coalesce(pg_partition_root(x.rel), x.rel)
                join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""".formatted(FUNCTION);

    /** The same as text, which names the server's own functions too, and channels. */
    private static final String EXPRESSIONS = "with " + TYPES + """
            select n.nspname, c.relname, x.what || c.relname, 'select ' || x.says from (
                select adrelid, 'a default of ', pg_get_expr(adbin, adrelid) from pg_attrdef
                union all select indrelid, 'an index of ', concat_ws(', ', pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid))
                    from pg_index where indexprs is not null or indpred is not null
                union all select partrelid, 'the partition key of ', pg_get_expr(partexprs, partrelid) from pg_partitioned_table
                union all select tgrelid, 'a trigger of ', substring(pg_get_triggerdef(oid) from ' WHEN (.*) EXECUTE ') from pg_trigger
                    where tgqual is not null
                union all select u.rel, 'the domain of a column of ', pg_get_expr(t.typdefaultbin, 0)
                    from types u join pg_type t on t.oid = u.typ
                union all select coalesce(u.rel, k.conrelid), 'a check of ', pg_get_expr(k.conbin, k.conrelid)
                    from pg_constraint k left join types u on u.typ = k.contypid where k.contype = 'c') x(rel, what, says)
                join pg_class c on c.oid = coalesce(pg_partition_root(x.rel), x.rel)
                join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and x.says ~ '[(]' and x.says !~ '^nextval[(]'""";

    /**
     * The routines that run without being named: users' operators, casts, checks of domains, comparisons for sorting.
     */
    private static final String IMPLICIT = """
            select o.oprname::text, %1$s from pg_operator o join pg_proc p on p.oid = o.oprcode
                where o.oprnamespace <> 'pg_catalog'::regnamespace and not %2$s
            union all select case c.castcontext when 'e' then '::' || t.typname else '*' end, %1$s
                from pg_cast c join pg_proc p on p.oid = c.castfunc join pg_type t on t.oid = c.casttarget
                where p.pronamespace <> 'pg_catalog'::regnamespace and not %3$s
            union all select '::' || t.typname, %1$s from pg_constraint k join pg_type t on t.oid = k.contypid join pg_depend d on d.classid = 'pg_constraint'::regclass
                and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass join pg_proc p on p.oid = d.refobjid
            union all select '*', %1$s from pg_amproc s join pg_opclass o on o.opcfamily = s.amprocfamily and o.opcdefault
                join pg_proc p on p.oid = s.amproc where s.amproc >= 16384 and not %4$s""".formatted(
                    FUNCTION,
                    MEMBER.formatted("pg_operator", "o.oid"),
                    MEMBER.formatted("pg_cast", "c.oid"),
                    MEMBER.formatted("pg_proc", "p.oid"));

    /** These stand behind words: IN, BETWEEN, LIKE, DISTINCT, JOIN … USING. */
    private static final Set<String> SPELT = Set.of("=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~");

    private static final String STRANGERS = """
            select n.nspname, c.relname, case c.relkind when 'f' then 'a foreign table' else 'a table of the extension ' || e.extname end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
                left join pg_extension e on e.oid = d.refobjid
            where c.relkind = 'f' or (c.relkind in ('r', 'p') and e.oid is not null)""";

    /** Foreign tables that run a program when they are read. */
    private static final String PROGRAMS = """
            select c.relname from pg_foreign_table f join pg_class c on c.oid = f.ftrelid
            where exists (select from unnest(f.ftoptions) o where o like 'program=%')""";

    private static final String FOREIGN_HEIRS = """
            select n.nspname, c.relname, h.oid::regclass::text from pg_inherits i join pg_class h on h.oid = i.inhrelid and h.relkind = 'f'
                join pg_class c on c.oid = coalesce(pg_partition_root(i.inhparent), i.inhparent) and c.relkind in ('r', 'p')
                join pg_namespace n on n.oid = c.relnamespace""";

    private final Connection connection;
    private final Set<String> builtIn = new HashSet<>();
    private final Set<String> readers = new HashSet<>();
    private final List<Routine> routines = new ArrayList<>();
    private final Map<String, Set<String>> fired = new HashMap<>();
    private final Set<String> attributes = new HashSet<>();

    private PostgreSqlSurroundings(Connection connection) {
        this.connection = connection;
    }

    static UnwatchedObjects of(Connection connection) throws SQLException {
        return new PostgreSqlSurroundings(connection).read();
    }

    private UnwatchedObjects read() throws SQLException {
        functions();
        code();
        Map<String, Set<String>> implicit = new HashMap<>();
        each(IMPLICIT, row -> {
            add(implicit, row.getString(1), row.getString(2).toLowerCase(Locale.ROOT));
            if (SPELT.contains(row.getString(1))) {
                add(implicit, UnwatchedObjects.ANY, row.getString(2).toLowerCase(Locale.ROOT));
            }
        });
        Map<String, String> strangers = new HashMap<>();
        each(STRANGERS, row -> strangers.put(key(row), row.getString(3)));
        Map<String, Kind> outward = outward();
        each(PROGRAMS, row -> outward.put("table " + row.getString(1).toLowerCase(Locale.ROOT), Kind.PROGRAM));
        Map<String, String> outer = new HashMap<>();
        each(FOREIGN_HEIRS, row -> outer.put(key(row), row.getString(3) + " (a foreign table)"));
        return new UnwatchedObjects(
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
                routines.add(new Routine(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(6), row.getString(5)));
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
        each(RULES, row -> fires(row, "rule " + row.getString(3) + " of " + row.getString(2), row.getString(4)));
        each(
                ARGUMENTS,
                row -> routines.add(new Routine(row.getString(1), row.getString(2), "sql", row.getString(3), "")));
        each(EXPRESSIONS, row -> fires(row, row.getString(3), row.getString(4)));
        each(TRIGGERS, row -> {
            if (row.getString(5) == null) {
                add(fired, key(row), row.getString(3).toLowerCase(Locale.ROOT));
            } else {
                String channel = row.getString(5).replace("'", "''");
                fires(row, "trigger " + row.getString(4), "select pg_notify('" + channel + "', '')");
            }
        });
        each(CALLED, row -> add(fired, key(row), row.getString(3).toLowerCase(Locale.ROOT)));
    }

    /** SQL that runs when a table is written, as if it were a routine. */
    private void fires(ResultSet row, String name, String body) throws SQLException {
        Routine routine = new Routine(row.getString(1), name, "sql", body, "");
        routines.add(routine);
        add(fired, key(row), routine.qualified());
    }

    private static String key(ResultSet row) throws SQLException {
        return Relation.key(row.getString(1), row.getString(2));
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
