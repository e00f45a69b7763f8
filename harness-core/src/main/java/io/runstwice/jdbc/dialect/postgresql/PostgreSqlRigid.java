package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import java.sql.Connection;
import java.sql.SQLException;

/** A table's rules, as PostgreSQL's catalog has them: constraints, unique indexes, the key of its partitions. */
final class PostgreSqlRigid {

    private static final String RULES = """
            with t as (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ?)
            select case when k.contype = 'c' then 'CHECK' else 'KEY' end, k.conname, a.attname
            from pg_constraint k cross join unnest(k.conkey) c(n)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n
            where k.conrelid = (select oid from t)
            union all
            select 'KEY', '', a.attname from pg_index i
                join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                    and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid and d.refobjsubid > 0
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
            where i.indisunique and i.indrelid = (select oid from t)
            union all
            select 'PARTITION', '', a.attname from pg_partitioned_table p cross join unnest(p.partattrs::int2[]) c(n)
                join pg_attribute a on a.attrelid = p.partrelid and a.attnum = c.n
            where p.partrelid = (select oid from t)""";

    private PostgreSqlRigid() {}

    static Rigid of(Connection connection, Relation relation) throws SQLException {
        return Rigid.read(connection, RULES, relation.schema(), relation.table());
    }
}
