package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The positions of sequences.
 *
 * @param bySequence by the dialect's name of each: a text with one number in it, and around it the SQL that the dialect
 *     needs
 */
public record Positions(Map<String, String> bySequence) {

    /** Reads them: the name of each, and where it stands. */
    public static Positions read(Connection connection, String sql) throws SQLException {
        Map<String, String> positions = new LinkedHashMap<>();
        Queries.rows(connection, sql, row -> positions.put(row.getString(1), row.getString(2)));
        return new Positions(positions);
    }

    /** Of these, those that stand elsewhere now. */
    public Map<String, String> movedSince(Positions now) {
        Map<String, String> moved = new LinkedHashMap<>(bySequence);
        moved.entrySet().removeAll(now.bySequence.entrySet());
        return moved;
    }
}
