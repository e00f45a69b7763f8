package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import java.sql.Connection;
import java.sql.SQLException;

/** A table's rules, as MariaDB's catalog has them. Of a check it has the text only, so every column may be in it. */
final class MariaDbRigid {

    private static final String RULES = """
            select 'UNIQUE', s.index_name, s.column_name from information_schema.statistics s
            where s.non_unique = 0 and s.table_schema = ? and s.table_name = ?
            union all select 'FOREIGN KEY', k.constraint_name, k.column_name from information_schema.key_column_usage k
            where k.table_schema = ? and k.table_name = ?
            union all select 'CHECK', c.constraint_name, l.column_name from information_schema.check_constraints c
                join information_schema.columns l on l.table_schema = c.constraint_schema and l.table_name = c.table_name
                    and instr(c.check_clause, l.column_name) > 0
            where c.constraint_schema = ? and c.table_name = ?""";

    private MariaDbRigid() {}

    static Rigid of(Connection connection, Relation relation) throws SQLException {
        return Rigid.read(connection, RULES, relation.schema(), relation.table());
    }
}
