package io.runstwice.examples.i01recharge;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The recharges of accounts: on record before anything is charged, credited once. */
record Recharges(DataSource database) {

    static final int AMOUNT = 2_000;
    private static final int THRESHOLD = 500;

    /** The recharge that is under way, or a new one if the balance is low, or none. Durable when it returns. */
    Optional<Long> pendingOrNew(long account) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int balance = Sql.first(
                            connection,
                            row -> row.getInt("balance_cents"),
                            "SELECT balance_cents FROM accounts WHERE id = ? FOR UPDATE",
                            account)
                    .orElseThrow();
            Optional<Long> recharge =
                    id(connection, "SELECT id FROM recharges WHERE account_id = ? AND NOT credited", account);
            if (recharge.isEmpty() && balance <= THRESHOLD) {
                String insert = "INSERT INTO recharges (account_id, amount_cents) VALUES (?, ?) RETURNING id";
                recharge = id(connection, insert, account, AMOUNT);
            }
            connection.commit();
            return recharge;
        }
    }

    /** Credits a recharge, unless that was done before. */
    void credit(long recharge, long account) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String once = "INSERT INTO credits (recharge_id, amount_cents) VALUES (?, ?) ON CONFLICT DO NOTHING";
            if (Sql.update(connection, once, recharge, AMOUNT) == 1) {
                String add = "UPDATE accounts SET balance_cents = balance_cents + ? WHERE id = ?";
                Sql.update(connection, add, AMOUNT, account);
                Sql.update(connection, "UPDATE recharges SET credited = true WHERE id = ?", recharge);
            }
            connection.commit();
        }
    }

    private static Optional<Long> id(Connection connection, String sql, Object... parameters) throws SQLException {
        return Sql.first(connection, row -> row.getLong("id"), sql, parameters);
    }
}
