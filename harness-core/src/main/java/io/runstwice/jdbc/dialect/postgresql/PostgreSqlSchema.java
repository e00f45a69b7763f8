package io.runstwice.jdbc.dialect.postgresql;

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
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the system catalogs of PostgreSQL. */
final class PostgreSqlSchema implements SchemaReader {

    private static final String UNIQUE_KEYS = """
            select n.nspname, c.relname, i.indexrelid, a.attname, not a.attnotnull
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                    and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
            where i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
                and not c.relispartition and n.nspname !~ '^pg_'""";

    private static final String SEQUENCES = """
            select format('%I.%I', n.nspname, c.relname), c.oid::regclass, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, s.seqcache > 1,
                exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid
                        and d.classid = 'pg_attrdef'::regclass)
                    or exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                        and d.deptype = 'i')
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_'""";

    private final PostgreSqlRows rows;

    /** @param rows learn from the catalog how they are written */
    PostgreSqlSchema(PostgreSqlRows rows) {
        this.rows = rows;
    }

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        rows.learn(connection);
        return new PostgreSqlCatalog(connection, ignored).read();
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, UNIQUE_KEYS);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) throws SQLException {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        Queries.each(connection, SEQUENCES, row -> sequences.put(row.getString(1), Sequence.of(row.getString(2), row)));
        return sequences;
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return PostgreSqlRigid.of(connection, relation);
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        return PostgreSqlNowCode.of(connection);
    }
}
