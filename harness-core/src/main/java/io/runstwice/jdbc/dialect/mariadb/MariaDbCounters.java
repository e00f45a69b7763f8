package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.sql.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code AUTO_INCREMENT} and sequences: where they stand, and how they are moved.
 *
 * <p>Each move is DDL, which commits and takes some milliseconds; so it comes after the rows are in their places, and
 * only for counters that stand elsewhere. InnoDB keeps {@code AUTO_INCREMENT} above the highest value in the table by
 * itself.
 *
 * <p>A sequence with a cache does not tell the number that it gives next, only the end of its cache. It is restarted
 * there each time, as after a restart of the server: it never gives a value twice, and it gives the same ones in each
 * run.
 */
final class MariaDbCounters {

    static final MariaDbCounters NONE = new MariaDbCounters("", Map.of());

    private static final String SEQUENCES = """
            select table_name from information_schema.tables where table_schema = database() and table_type = 'SEQUENCE'
            order by table_name""";

    private static final String COLUMNS = """
            select table_name, data_type from information_schema.columns
            where table_schema = database() and extra like '%auto_increment%' order by table_name""";

    private static final String CACHED = "+";

    /** Asked again and again: where each of them stands, under the DDL that moves it. */
    private final String whereTheyStand;

    private final Map<String, Sequence> all;

    private MariaDbCounters(String whereTheyStand, Map<String, Sequence> all) {
        this.whereTheyStand = whereTheyStand;
        this.all = all;
    }

    static MariaDbCounters of(Connection connection, Catalog catalog) throws SQLException {
        List<String> asked = new ArrayList<>();
        Map<String, Sequence> all = new LinkedHashMap<>();
        Queries.rows(connection, COLUMNS, row -> {
            Relation relation = catalog.find(new Name("", row.getString(1)));
            if (relation != null) {
                String ddl = "alter table " + MariaDbText.quoted(relation) + " auto_increment = ";
                all.put(ddl, Sequence.ofColumn(relation.shown(), highest(row.getString(2))));
                asked.add("select " + MariaDbText.literal(ddl) + ", auto_increment from information_schema.tables"
                        + " where table_schema = " + MariaDbText.literal(relation.schema()) + " and table_name = "
                        + MariaDbText.literal(relation.table()));
            }
            return relation;
        });
        for (String sequence : Queries.rows(connection, SEQUENCES, row -> row.getString(1))) {
            String ddl = "alter sequence " + MariaDbText.quote(sequence) + " restart ";
            all.put(ddl, sequence(connection, sequence));
            asked.add("select " + MariaDbText.literal(ddl) + ", concat(next_not_cached_value, if(cache_size > 1, '"
                    + CACHED + "', '')) from " + MariaDbText.quote(sequence));
        }
        return new MariaDbCounters(String.join(" union all ", asked), all);
    }

    /** The server keeps the numbers that it reserves for all sessions. */
    private static Sequence sequence(Connection connection, String name) throws SQLException {
        String defaults =
                "select 1 from information_schema.columns where table_schema = database() and column_default like "
                        + MariaDbText.literal("%nextval(%`" + name + "`)%");
        boolean ofColumn = Queries.text(connection, defaults) != null;
        return Queries.rows(
                        connection,
                        "select increment, minimum_value, maximum_value, cycle_option from " + MariaDbText.quote(name),
                        row -> new Sequence(
                                name,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBoolean(4),
                                false,
                                ofColumn))
                .get(0);
    }

    /** The counters, by the DDL that moves each. */
    Map<String, Sequence> all() {
        return all;
    }

    private static long highest(String type) {
        return switch (type) {
            case "tinyint" -> Byte.MAX_VALUE;
            case "smallint" -> Short.MAX_VALUE;
            case "mediumint" -> 0x7fffff;
            case "int" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    boolean arePresent() {
        return !whereTheyStand.isEmpty();
    }

    Positions read(Connection connection) throws SQLException {
        return arePresent() ? Positions.read(connection, whereTheyStand) : new Positions(Map.of());
    }

    void move(Connection connection, Positions to) throws SQLException {
        Set<String> moved = to.movedSince(read(connection)).keySet();
        for (Map.Entry<String, String> position : to.bySequence().entrySet()) {
            String where = position.getValue();
            if (where.endsWith(CACHED) || moved.contains(position.getKey())) {
                Queries.run(
                        connection,
                        "set statement lock_wait_timeout = 10 for " + position.getKey() + where.replace(CACHED, ""));
            }
        }
    }
}
