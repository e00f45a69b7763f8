package io.runstwice.explore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads single numbers. */
final class Numbers {

    private Numbers() {}

    static int of(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
