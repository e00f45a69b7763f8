package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The questions that the harness itself asks of a database, in one line each. */
public final class Queries {

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    private Queries() {}

    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first cell of the first row as text; null if there is no row, or nothing in it. */
    public static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet answer = statement.executeQuery()) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    /** The values that are read from the rows, in the order in which they come. */
    public static <T> List<T> rows(Connection connection, String sql, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        each(connection, sql, found -> all.add(row.of(found)));
        return all;
    }

    /** Takes each row, in the order in which they come. */
    public static void each(Connection connection, String sql, Taking taking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                taking.take(found);
            }
        }
    }
}
