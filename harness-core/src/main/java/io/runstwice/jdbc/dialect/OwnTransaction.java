package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;

/** A transaction of the harness, on a connection that is in autocommit before and after. */
public final class OwnTransaction {

    /** The work that is done in it. */
    @FunctionalInterface
    public interface Work<T> {
        T now() throws SQLException;
    }

    private OwnTransaction() {}

    /** Does something, and commits it; rolls it back if it fails. */
    public static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T answer = work.now();
            connection.commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Looks at something, and changes nothing. */
    public static <T> T rolledBack(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return work.now();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /**
     * Works between a text of SQL that begins a transaction and a COMMIT.
     *
     * @param begin the SQL that begins it, settings included
     * @param refused whether a failure says that another session holds a lock that it needs
     * @return false if that was so; all is rolled back then, as it is if anything else fails
     */
    public static boolean unless(Predicate<SQLException> refused, Connection connection, String begin, NoWait.Work work)
            throws SQLException {
        try {
            Queries.run(connection, begin);
            work.now();
            Queries.run(connection, "commit");
            return true;
        } catch (SQLException refusal) {
            rollBack(connection, refusal);
            if (refused.test(refusal)) {
                return false;
            }
            throw refusal;
        } catch (RuntimeException | Error failure) {
            rollBack(connection, failure);
            throw failure;
        }
    }

    /** Rolls back after a failure; what fails then is told with it. */
    public static void rollBack(Connection connection, Throwable failure) {
        try {
            Queries.run(connection, "rollback");
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
