package io.runstwice.examples.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One SQL statement per call, and nothing else: connections and transactions stay in the job, where a reader must see
 * them.
 *
 * <p>The methods that take a {@link DataSource} run their statement in a transaction of its own.
 */
public final class Sql {

    private Sql() {}

    /** Makes a value of the row that a result set stands at. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Runs one statement; returns how many rows it changed. */
    public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Runs one statement that is committed at once; returns how many rows it changed. */
    public static int update(DataSource database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, parameters);
        }
    }

    /** Reads every row. */
    public static <T> List<T> all(Connection connection, Mapper<T> mapper, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet row = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
                found.add(mapper.map(row));
            }
            return found;
        }
    }

    /** Reads every row. */
    public static <T> List<T> all(DataSource database, Mapper<T> mapper, String sql, Object... parameters)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            return all(connection, mapper, sql, parameters);
        }
    }

    /** Reads the first row, if there is one. */
    public static <T> Optional<T> first(Connection connection, Mapper<T> mapper, String sql, Object... parameters)
            throws SQLException {
        return all(connection, mapper, sql, parameters).stream().findFirst();
    }

    /** Reads the first row, if there is one. */
    public static <T> Optional<T> first(DataSource database, Mapper<T> mapper, String sql, Object... parameters)
            throws SQLException {
        return all(database, mapper, sql, parameters).stream().findFirst();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
