package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.FreeRows;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.dialect.TextRows;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of a PostgreSQL table older where they stand, past those that a transaction holds. */
final class PostgreSqlAgeing implements RowAgeing {

    /** The place of a row, for as long as it is locked. */
    private record Place(String table, String row) {}

    private final NoWait noWait;

    PostgreSqlAgeing(NoWait noWait) {
        this.noWait = noWait;
    }

    /** If a table lock or a unique key forbids the update, all rows count as held. */
    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        Set<Integer> held = new LinkedHashSet<>(FreeRows.changed(now, older));
        Set<Integer> written = new LinkedHashSet<>();
        try {
            if (noWait.atOnce(connection, () -> written.addAll(write(connection, relation, now, older)))) {
                held.removeAll(written);
            }
        } catch (SQLException refusal) {
            if (!FreeRows.isTaken(refusal)) {
                throw refusal;
            }
        }
        return held;
    }

    @Override
    public boolean keepsTriggersStill() {
        return true;
    }

    private static Set<Integer> write(Connection connection, Relation relation, Content now, Content older)
            throws SQLException {
        Queries.run(connection, "set local session_replication_role = replica");
        int[] columns = changed(relation, now, older);
        Map<Integer, Place> free =
                free(connection, relation, locking(relation, columns)).changing(now, older);
        List<@Nullable Object[]> lines = new ArrayList<>();
        free.forEach((row, place) -> lines.add(line(place, older.rows().get(row), columns)));
        if (!lines.isEmpty()) {
            write(connection, relation, columns, lines);
        }
        return free.keySet();
    }

    private static int[] changed(Relation relation, Content now, Content older) {
        return IntStream.range(0, relation.fields().size())
                .filter(column -> IntStream.range(0, now.rows().size())
                        .anyMatch(row -> !Objects.deepEquals(
                                now.rows().get(row)[column], older.rows().get(row)[column])))
                .toArray();
    }

    /** A row that others point at is held against a change of its key alone. */
    private static String locking(Relation relation, int[] columns) {
        boolean key = Arrays.stream(columns)
                .anyMatch(column -> relation.fields().get(column).key());
        return key ? " for update skip locked" : " for no key update skip locked";
    }

    private static FreeRows<Place> free(Connection connection, Relation relation, String locking) throws SQLException {
        String columns = relation.fields().stream()
                .map(field -> ", " + PostgreSqlRows.read("", field))
                .collect(Collectors.joining());
        FreeRows<Place> free = new FreeRows<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select tableoid::text, ctid::text" + columns + " from "
                        + PostgreSqlRows.only(relation) + locking)) {
            while (rows.next()) {
                @Nullable
                Object[] cells = TextRows.cells(rows, 2, relation.fields().size());
                free.add(cells, new Place(rows.getString(1), rows.getString(2)));
            }
        }
        return free;
    }

    private static @Nullable Object[] line(Place place, @Nullable Object[] cells, int[] columns) {
        @Nullable Object[] line = new @Nullable Object[columns.length + 2];
        line[0] = place.table();
        line[1] = place.row();
        for (int i = 0; i < columns.length; i++) {
            line[i + 2] = cells[columns[i]];
        }
        return line;
    }

    private static void write(Connection connection, Relation relation, int[] columns, List<@Nullable Object[]> lines)
            throws SQLException {
        List<String> sets = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("o", "at"));
        for (int i = 0; i < columns.length; i++) {
            Field field = relation.fields().get(columns[i]);
            sets.add(Relation.quote(field.name()) + " = u.c" + i + "::" + field.type());
            names.add("c" + i);
        }
        String arrays = "?::oid[], ?::tid[]" + ", ?::text[]".repeat(columns.length);
        String sql = "update " + PostgreSqlRows.only(relation) + " as t set " + String.join(", ", sets)
                + " from unnest(" + arrays + ") u(" + String.join(", ", names)
                + ") where t.tableoid = u.o and t.ctid = u.at";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, PostgreSqlRows.array(lines, i));
            }
            int written = statement.executeUpdate();
            if (written != lines.size()) {
                throw new SQLException("rows of " + relation.shown() + " that were locked are not where they were: "
                        + written + " of " + lines.size());
            }
        }
    }
}
