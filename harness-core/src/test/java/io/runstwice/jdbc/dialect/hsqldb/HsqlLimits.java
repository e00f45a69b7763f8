package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Predicate;

/** What this dialect does not know how to put back or to see, and refuses. */
final class HsqlLimits {

    private static final String MODE =
            "select property_value from information_schema.system_properties where property_name = 'hsqldb.tx'";

    /** What it is, its name, and its table, if it is a part of one. */
    private static final String STRANGE = """
            select 'the trigger', trigger_name, event_object_table from information_schema.triggers
            union all select 'the sequence', sequence_name, '' from information_schema.sequences
                where sequence_schema <> 'SYSTEM_LOBS'
            union all select 'the routine', routine_name, '' from information_schema.routines
                where routine_schema not in ('INFORMATION_SCHEMA', 'SYSTEM_LOBS')
            union all select lower(table_type), table_name, table_name from information_schema.tables
                where table_type not in ('BASE TABLE', 'VIEW') and table_schema <> 'INFORMATION_SCHEMA'
            union all select 'the generated column', table_name || '.' || column_name, table_name
                from information_schema.columns where is_identity = 'YES' or is_generated <> 'NEVER'
            union all select 'a column of type ' || data_type || ',', table_name || '.' || column_name, table_name
                from information_schema.columns
                where table_schema not in ('INFORMATION_SCHEMA', 'SYSTEM_LOBS') and data_type not in ('BOOLEAN',
                    'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'NUMERIC', 'DECIMAL', 'DOUBLE PRECISION', 'DOUBLE',
                    'CHARACTER', 'CHARACTER VARYING', 'UUID', 'DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE',
                    'BINARY', 'BINARY VARYING', 'VARBINARY')""";

    private HsqlLimits() {}

    static void require(Connection connection, Predicate<String> ignored) throws SQLException {
        HsqlSession.of(connection);
        String mode = Queries.text(connection, MODE);
        if (!"MVCC".equalsIgnoreCase(mode)) {
            throw new Misuse("Database reads HSQLDB while workers hold locks, so its readers must not wait, but its"
                    + " transaction control is " + mode
                    + ". Say set database transaction control mvcc in the set-up of this test.");
        }
        Queries.each(connection, STRANGE, row -> {
            String table = row.getString(3).toLowerCase(Locale.ROOT);
            if (table.isEmpty() || !ignored.test(table)) {
                throw new Misuse("Database cannot put back " + row.getString(1) + " " + row.getString(2)
                        + " of HSQLDB. Leave it out of this test's schema, or use PostgreSQL, H2 or MariaDB.");
            }
        });
    }
}
