package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of an H2 table older where they stand, past those that a transaction holds. */
final class H2Ageing {

    Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Map<Integer, Long> free = free(connection, relation).changing(now, older);
            for (Map.Entry<Integer, Long> one : free.entrySet()) {
                int row = one.getKey();
                write(
                        connection,
                        relation,
                        one.getValue(),
                        now.rows().get(row),
                        older.rows().get(row));
            }
            connection.commit();
            return FreeRows.held(now, older, free);
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    boolean isFree(Connection connection, Relation relation) throws SQLException {
        return count(connection, relation, "") == count(connection, relation, " for update skip locked");
    }

    private static int count(Connection connection, Relation relation, String locking) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from " + relation.quoted() + locking)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static FreeRows<Long> free(Connection connection, Relation relation) throws SQLException {
        FreeRows<Long> free = new FreeRows<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select _rowid_, " + H2Rows.names(relation) + " from "
                        + relation.quoted() + " for update skip locked")) {
            while (rows.next()) {
                @Nullable
                Object[] cells = new @Nullable Object[relation.fields().size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = H2Values.read(rows, i + 2, relation.fields().get(i));
                }
                free.add(cells, rows.getLong(1));
            }
        }
        return free;
    }

    private static void write(
            Connection connection, Relation relation, long place, @Nullable Object[] is, @Nullable Object[] becomes)
            throws SQLException {
        List<Integer> columns = IntStream.range(0, is.length)
                .filter(column -> !Objects.deepEquals(is[column], becomes[column]))
                .boxed()
                .toList();
        String sets = columns.stream()
                .map(column -> Relation.quote(relation.fields().get(column).name()) + " = ?")
                .collect(Collectors.joining(", "));
        try (PreparedStatement update =
                connection.prepareStatement("update " + relation.quoted() + " set " + sets + " where _rowid_ = ?")) {
            for (int i = 0; i < columns.size(); i++) {
                update.setObject(i + 1, becomes[columns.get(i)]);
            }
            update.setLong(columns.size() + 1, place);
            update.executeUpdate();
        }
    }
}
