package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import java.sql.Connection;
import java.sql.SQLException;

/** A table's rules, as H2's catalog has them. */
final class H2Rigid {

    private static final String RULES = """
            select t.constraint_type, t.constraint_name, u.column_name from information_schema.table_constraints t
                join information_schema.constraint_column_usage u on u.constraint_schema = t.constraint_schema
                    and u.constraint_name = t.constraint_name
            where t.table_schema = ? and t.table_name = ? and u.table_name = t.table_name
            union all select t.constraint_type, t.constraint_name, k.column_name from information_schema.table_constraints t
                join information_schema.key_column_usage k on k.constraint_schema = t.constraint_schema
                    and k.constraint_name = t.constraint_name
            where t.table_schema = ? and t.table_name = ?
            union all select 'UNIQUE', i.index_name, c.column_name from information_schema.indexes i
                join information_schema.index_columns c on c.index_schema = i.index_schema and c.index_name = i.index_name
            where i.index_type_name like '%UNIQUE%' and i.table_schema = ? and i.table_name = ?""";

    private H2Rigid() {}

    static Rigid of(Connection connection, Relation relation) throws SQLException {
        return Rigid.read(connection, RULES, relation.schema(), relation.table());
    }
}
