package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways to take guards away on MariaDB. */
final class MariaDbGuardMutations implements GuardMutations {

    /** The primary key of every table is called PRIMARY. */
    private static final String UNIQUES = """
            select table_schema, table_name, index_name,
                group_concat(concat('`', replace(column_name, '`', '``'), '`',
                    coalesce(concat('(', sub_part, ')'), '')) order by seq_in_index separator ', ')
            from information_schema.statistics where table_schema = database() and non_unique = 0
            group by table_schema, table_name, index_name order by 1, 2, 3""";

    @Override
    public List<Unique> uniques(Connection connection) throws SQLException {
        return Queries.rows(
                connection,
                UNIQUES,
                row -> unique(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    private static Unique unique(String schema, String table, String name, String columns) {
        String alter = "alter table " + MariaDbText.quote(schema) + "." + MariaDbText.quote(table);
        boolean primary = name.equals("PRIMARY");
        String index = MariaDbText.quote(name);
        return new Unique(
                schema,
                table,
                name,
                alter + (primary ? " drop primary key" : " drop index " + index),
                alter + (primary ? " add primary key (" : " add unique index " + index + " (") + columns + ")");
    }

    @Override
    public int hide(Connection connection, Relation table, List<@Nullable Object[]> rows) throws SQLException {
        return OwnTransaction.committed(connection, () -> {
            try (Statement statement = connection.createStatement()) {
                int gone = 0;
                for (@Nullable Object[] row : rows) {
                    String one = " from " + MariaDbText.quoted(table) + " where " + key(table, row);
                    if (isFree(statement, one)) {
                        gone += statement.executeUpdate("set statement foreign_key_checks = 0 for delete" + one);
                    }
                }
                return gone;
            }
        });
    }

    private static boolean isFree(Statement statement, String one) throws SQLException {
        try (ResultSet free = statement.executeQuery("select 1" + one + " for update skip locked")) {
            return free.next();
        }
    }

    private static String key(Relation table, @Nullable Object[] row) {
        return IntStream.of(table.key())
                .mapToObj(i -> MariaDbText.quote(table.fields().get(i).name()) + " = "
                        + MariaDbText.literal(table.fields().get(i), (String) row[i]))
                .collect(Collectors.joining(" and "));
    }
}
