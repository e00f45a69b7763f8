package io.runstwice.examples.i15lostcommit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The helper that every code base has: runs a body in a transaction, and again if that fails. */
record Transactions(DataSource database) {

    private static final int ATTEMPTS = 3;

    interface Body {
        void run(Connection connection) throws SQLException;
    }

    void run(Body body) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                body.run(connection);
                connection.commit();
                return;
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }
}
