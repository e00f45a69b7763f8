package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.FreeRows;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of an H2 table older where they stand, past those that a transaction holds. */
final class H2Ageing implements RowAgeing {

    private final NoWait noWait;

    H2Ageing(NoWait noWait) {
        this.noWait = noWait;
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        Set<Integer> held = new LinkedHashSet<>(FreeRows.changed(now, older));
        for (Map.Entry<Integer, Long> one :
                places(connection, relation).changing(now, older).entrySet()) {
            @Nullable Object[] becomes = older.rows().get(one.getKey());
            if (isWritten(connection, relation, one.getValue(), becomes)) {
                held.remove(one.getKey());
            }
        }
        return held;
    }

    private boolean isWritten(Connection connection, Relation relation, long place, @Nullable Object[] becomes)
            throws SQLException {
        try {
            return noWait.atOnce(connection, () -> write(connection, relation, place, becomes));
        } catch (SQLException refusal) {
            if (FreeRows.isTaken(refusal)) {
                return false;
            }
            throw refusal;
        }
    }

    private static FreeRows<Long> places(Connection connection, Relation relation) throws SQLException {
        FreeRows<Long> free = new FreeRows<>();
        Queries.each(
                connection,
                "select _rowid_, " + H2Rows.names(relation) + " from " + relation.quoted(),
                row -> free.add(H2Values.cells(row, 1, relation), row.getLong(1)));
        return free;
    }

    /** Every time is set: one that the database would set by itself, too. */
    private static void write(Connection connection, Relation relation, long place, @Nullable Object[] becomes)
            throws SQLException {
        List<Integer> times = IntStream.range(0, becomes.length)
                .filter(column -> relation.fields().get(column).carriesTime())
                .boxed()
                .toList();
        String sets = times.stream()
                .map(column -> Relation.quote(relation.fields().get(column).name()) + " = ?")
                .collect(Collectors.joining(", "));
        try (PreparedStatement update =
                connection.prepareStatement("update " + relation.quoted() + " set " + sets + " where _rowid_ = ?")) {
            for (int i = 0; i < times.size(); i++) {
                update.setObject(i + 1, becomes[times.get(i)]);
            }
            update.setLong(times.size() + 1, place);
            update.executeUpdate();
        }
    }
}
