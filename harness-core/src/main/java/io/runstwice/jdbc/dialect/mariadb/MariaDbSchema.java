package io.runstwice.jdbc.dialect.mariadb;

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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the information schema of MariaDB, and keeps what else was learnt from it. */
final class MariaDbSchema implements SchemaReader {

    private static final String UNIQUE_KEYS = """
            select s.table_schema, s.table_name, s.index_name, s.column_name, s.nullable = 'YES' or s.sub_part is not null
            from information_schema.statistics s where s.table_schema = database() and s.non_unique = 0""";

    private volatile MariaDbCounters counters = MariaDbCounters.NONE;
    private volatile ZoneId zone = ZoneId.systemDefault();

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        Catalog catalog = new MariaDbCatalog(connection, ignored).read();
        counters = MariaDbCounters.of(connection, catalog);
        zone = MariaDbTimes.zone(Integer.parseInt(
                String.valueOf(Queries.text(connection, "select timestampdiff(second, utc_timestamp(), now())"))));
        return catalog;
    }

    MariaDbCounters counters() {
        return counters;
    }

    /** Where {@code now()} is written in by sessions that set no zone of their own. */
    ZoneId zone() {
        return zone;
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, UNIQUE_KEYS);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) {
        return counters.all();
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return MariaDbRigid.of(connection, relation);
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(MariaDbNowCode.ALL)) {
            return NowCode.read(rows, true);
        }
    }
}
