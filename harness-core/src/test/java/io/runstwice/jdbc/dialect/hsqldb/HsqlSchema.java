package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.SchemaReader;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.schema.UniqueKey;
import io.runstwice.jdbc.schema.UniqueKeys;
import io.runstwice.jdbc.sql.NowCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the information schema of HSQLDB. */
final class HsqlSchema implements SchemaReader {

    private static final String UNIQUE_KEYS = """
            select i.table_schem, i.table_name, i.index_name, i.column_name, c.is_nullable = 'YES'
            from information_schema.system_indexinfo i join information_schema.columns c
                on c.table_schema = i.table_schem and c.table_name = i.table_name and c.column_name = i.column_name
            where i.non_unique = false""";

    private static final String RULES = """
            select 'KEY', index_name, column_name from information_schema.system_indexinfo
                where table_schem = ? and table_name = ?
            union all select 'CHECK', u.constraint_name, u.column_name from information_schema.constraint_column_usage u
                join information_schema.check_constraints c on c.constraint_schema = u.constraint_schema
                    and c.constraint_name = u.constraint_name
                where u.table_schema = ? and u.table_name = ? and c.check_clause not like '% IS NOT NULL'""";

    private static final String NOW_CODE = """
            select 'DEFAULT', table_name, column_name, column_default from information_schema.columns
                where column_default is not null and table_schema not in ('INFORMATION_SCHEMA', 'SYSTEM_LOBS')
            union all select 'VIEW', table_name, '', view_definition from information_schema.views
                where table_schema <> 'INFORMATION_SCHEMA'""";

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        HsqlLimits.require(connection, ignored);
        return new HsqlCatalog(connection, ignored).read();
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, UNIQUE_KEYS);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) {
        return Map.of(); // refused before
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return Rigid.read(connection, RULES, relation.schema(), relation.table());
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(NOW_CODE);
                ResultSet rows = asked.executeQuery()) {
            return NowCode.read(rows, false);
        }
    }
}
