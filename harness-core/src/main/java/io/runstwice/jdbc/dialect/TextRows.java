package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of several tables that come as text, in the results of one statement. */
public final class TextRows {

    private TextRows() {}

    /**
     * Reads them.
     *
     * @param executed one result for each table
     * @param more whether it has a result
     */
    public static List<Content> read(Statement executed, boolean more, List<Relation> relations) throws SQLException {
        List<Content> contents = new ArrayList<>();
        boolean another = more;
        while (another) {
            try (ResultSet rows = executed.getResultSet()) {
                int width = relations.get(contents.size()).fields().size();
                contents.add(content(rows, width));
            }
            another = executed.getMoreResults();
        }
        return contents;
    }

    private static Content content(ResultSet rows, int width) throws SQLException {
        List<@Nullable Object[]> all = new ArrayList<>();
        while (rows.next()) {
            all.add(cells(rows, 0, width));
        }
        return new Content(all, Map.of());
    }

    /** The cells of a row behind so many columns of another kind. */
    public static @Nullable Object[] cells(ResultSet row, int behind, int width) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            cells[i] = row.getString(i + 1 + behind);
        }
        return cells;
    }
}
