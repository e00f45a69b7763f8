package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.FreeRows;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a MariaDB table older where they stand. Each update is a transaction of its own that is refused at once
 * if another session holds its row. The content of the table afterwards says which updates were refused.
 */
final class MariaDbAgeing implements RowAgeing {

    /** Waits for no lock; a refusal ends nothing but its own update. */
    private static final String AT_ONCE = "set statement time_zone = '+00:00', foreign_key_checks = 0,"
            + " sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', lock_wait_timeout = 0,"
            + " innodb_lock_wait_timeout = 0 for begin not atomic declare continue handler for 1205, 1062 begin end; ";

    private final RowStore rows;

    MariaDbAgeing(RowStore rows) {
        this.rows = rows;
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        List<Integer> changed = FreeRows.changed(now, older);
        for (int row : changed) {
            Queries.run(
                    connection,
                    AT_ONCE + update(relation, now.rows().get(row), older.rows().get(row)) + "; end");
        }
        Map<List<Object>, Integer> found = new HashMap<>();
        rows.read(connection, List.of(relation))
                .get(0)
                .rows()
                .forEach(row -> found.merge(Content.comparable(row), 1, Integer::sum));
        Set<Integer> held = new LinkedHashSet<>();
        for (int row : changed) {
            Integer left =
                    found.computeIfPresent(Content.comparable(older.rows().get(row)), (any, count) -> count - 1);
            if (left == null || left < 0) {
                held.add(row);
            }
        }
        return held;
    }

    /** Every time is set: one that the server would set by itself, too. */
    private static String update(Relation relation, @Nullable Object[] is, @Nullable Object[] becomes) {
        List<String> sets = new ArrayList<>();
        for (int column = 0; column < is.length; column++) {
            Field field = relation.fields().get(column);
            if (field.carriesTime()) {
                sets.add(
                        MariaDbText.quote(field.name()) + " = " + MariaDbText.literal(field, (String) becomes[column]));
            }
        }
        int[] key = relation.key();
        String where = (key.length == 0 ? IntStream.range(0, is.length) : Arrays.stream(key))
                .mapToObj(column ->
                        MariaDbText.quote(relation.fields().get(column).name()) + " <=> "
                                + MariaDbText.literal(relation.fields().get(column), (String) is[column]))
                .collect(Collectors.joining(" and "));
        return "update " + MariaDbText.quoted(relation) + " set " + String.join(", ", sets) + " where " + where
                + " limit 1";
    }
}
