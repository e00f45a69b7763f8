package io.runstwice.examples.support;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs a body in a transaction, and once more from the beginning when the database took the transaction back because of
 * another one (SQLState 40001). Any other failure is the caller's: after a lost COMMIT it is not known what was done.
 */
public final class SerializationRetry {

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final int ATTEMPTS = 5;

    private SerializationRetry() {}

    /** What is done in the transaction. */
    @FunctionalInterface
    public interface Body<T> {
        T run(Connection connection) throws Exception;
    }

    /**
     * Runs and commits.
     *
     * @param isolation a level of {@link Connection}
     */
    public static <T> T run(DataSource database, int isolation, Body<T> body) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(isolation);
                T result = body.run(connection);
                connection.commit();
                return result;
            } catch (SQLException failure) {
                if (!SERIALIZATION_FAILURE.equals(failure.getSQLState()) || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }
}
