package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.SchemaReader;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.schema.UniqueKey;
import io.runstwice.jdbc.schema.UniqueKeys;
import io.runstwice.jdbc.sql.NowCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the information schema of H2. */
final class H2Schema implements SchemaReader {

    private static final String SEQUENCES = """
            select 'alter sequence "' || s.sequence_schema || '"."' || s.sequence_name || '"', s.sequence_name,
                s."INCREMENT", s.minimum_value, s.maximum_value, s.cycle_option = 'YES', false,
                exists (select 1 from information_schema.columns c
                    where locate('"' || s.sequence_name || '"', c.column_default) > 0)
            from information_schema.sequences s
            union all select 'alter table "' || table_schema || '"."' || table_name || '" alter column "' || column_name
                || '"', table_name, identity_increment, identity_minimum, identity_maximum, identity_cycle = 'YES', false, true
                from information_schema.columns where is_identity = 'YES'""";

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        return new H2Catalog(connection, ignored).read();
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, """
                select i.table_schema, i.table_name, i.index_name, i.column_name, c.is_nullable = 'YES'
                from information_schema.index_columns i join information_schema.columns c
                    on c.table_schema = i.table_schema and c.table_name = i.table_name and c.column_name = i.column_name
                where i.is_unique""");
    }

    /**
     * The sequences, by the SQL name that moves each of them. The server keeps the numbers that it reserves for all
     * sessions.
     */
    @Override
    public Map<String, Sequence> sequences(Connection connection) throws SQLException {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        Queries.each(
                connection,
                SEQUENCES,
                row -> sequences.put(row.getString(1), Sequence.of(H2Catalog.shown(row.getString(2)), row)));
        return sequences;
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return H2Rigid.of(connection, relation);
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(H2NowCode.ALL)) {
            return NowCode.read(rows, false);
        }
    }
}
