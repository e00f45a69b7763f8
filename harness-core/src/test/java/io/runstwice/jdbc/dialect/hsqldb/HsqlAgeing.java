package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.FreeRows;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of an HSQLDB table older where they stand, all of a table or none. */
final class HsqlAgeing implements RowAgeing {

    private final NoWait noWait;

    HsqlAgeing(NoWait noWait) {
        this.noWait = noWait;
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        List<Integer> changed = FreeRows.changed(now, older);
        boolean done = changed.isEmpty()
                || noWait.atOnce(connection, () -> {
                    for (int row : changed) {
                        update(
                                connection,
                                relation,
                                now.rows().get(row),
                                older.rows().get(row));
                    }
                });
        return done ? Set.of() : new LinkedHashSet<>(changed);
    }

    private static void update(
            Connection connection, Relation relation, @Nullable Object[] is, @Nullable Object[] becomes)
            throws SQLException {
        List<String> same = new ArrayList<>();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(becomes));
        for (int i = 0; i < is.length; i++) {
            String name = Relation.quote(relation.fields().get(i).name());
            same.add(name + (is[i] == null ? " is null" : " = ?"));
            if (is[i] != null) {
                cells.add(is[i]);
            }
        }
        String sets = relation.columns(field -> Relation.quote(field.name()) + " = ?");
        String sql = "update " + relation.quoted() + " set " + sets + " where " + String.join(" and ", same);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < cells.size(); i++) {
                update.setObject(i + 1, cells.get(i));
            }
            update.executeUpdate();
        }
    }
}
