package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.sql.NowCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The code of a PostgreSQL schema that may ask for now. */
final class PostgreSqlNowCode {

    /** A domain's default holds for the columns that have none. */
    private static final String CODE = """
            select x.kind, coalesce(c.relname, x.name), coalesce(x.col, ''), x.body from (
                select 'DEFAULT', d.adrelid, null::name, a.attname, pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
                    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                union all select 'DEFAULT', a.attrelid, null, a.attname, pg_get_expr(t.typdefaultbin, 0)
                    from pg_attribute a join pg_type t on t.oid = a.atttypid and t.typtype = 'd'
                    where a.attnum > 0 and not a.atthasdef and t.typdefaultbin is not null
                union all select 'TRIGGER', g.tgrelid, null, null, p.prosrc from pg_trigger g join pg_proc p on p.oid = g.tgfoid
                    where not g.tgisinternal and g.tgenabled <> 'D'
                union all select 'TRIGGER', r.ev_class, null, null, pg_get_ruledef(r.oid) from pg_rewrite r where r.rulename <> '_RETURN'
                union all select 'CHECK', k.conrelid, null, null, pg_get_expr(k.conbin, k.conrelid) from pg_constraint k
                    where k.contype = 'c' and k.conrelid <> 0
                union all select 'CHECK', a.attrelid, null, null, pg_get_expr(k.conbin, 0) from pg_constraint k
                    join pg_attribute a on a.atttypid = k.contypid and a.attnum > 0 where k.contype = 'c' and k.contypid <> 0
                union all select 'POLICY', p.polrelid, null, null,
                    concat_ws(' and ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) from pg_policy p
                union all select 'ROUTINE', 0, p.proname, null, %s from pg_proc p
                    where p.prorettype <> 'trigger'::regtype and p.pronamespace::regnamespace::text !~ '^pg_|^information_schema$'
                        and not exists (select from pg_depend m where m.classid = 'pg_proc'::regclass and m.objid = p.oid and m.deptype = 'e')
                union all select 'VIEW', 0, v.relname, null, pg_get_viewdef(v.oid) from pg_class v
                    where v.relkind = 'v' and v.relnamespace::regnamespace::text !~ '^pg_|^information_schema$') x(kind, rel, name, col, body)
                left join pg_class c on c.oid = coalesce(pg_partition_root(x.rel), x.rel)
            where x.body is not null
                and (c.oid is null or c.relnamespace::regnamespace::text !~ '^pg_|^information_schema$')""";

    private PostgreSqlNowCode() {}

    /** All code of the schema, whether it asks for now or runs what does. */
    static List<NowCode> of(Connection connection) throws SQLException {
        boolean atomic = connection.getMetaData().getDatabaseMajorVersion() >= 14;
        String body = atomic ? "coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)" : "p.prosrc";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CODE.formatted(body))) {
            return NowCode.read(rows, false);
        }
    }
}
