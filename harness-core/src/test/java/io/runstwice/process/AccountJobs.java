package io.runstwice.process;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Jobs that charge accounts in one transaction, and differ in what they lock. */
final class AccountJobs {

    static final List<String> SCHEMA = List.of(
            "create table account (id int primary key, charged boolean not null)",
            "create table charge (id serial primary key, account int not null)");

    private AccountJobs() {}

    /** Looks whether the account is charged, and charges it if not. */
    static class Checking implements Job {

        String lock() {
            return "";
        }

        @Override
        public void perform(Delivery delivery) throws SQLException {
            try (Connection connection =
                    delivery.watched("db", Database.class).dataSource().getConnection()) {
                connection.setAutoCommit(false);
                if (!isCharged(connection, lock())) {
                    run(connection, "insert into charge (account) values (1)");
                    run(connection, "update account set charged = true where id = 1");
                }
                connection.commit();
            }
        }
    }

    /** The same, and a delivery that looks keeps the others waiting. */
    static final class Locking extends Checking {

        @Override
        String lock() {
            return " for update";
        }
    }

    /** Takes two rows, the second delivery in the opposite order, and writes down who was refused. */
    static final class Crossing implements Job {

        @Override
        public void perform(Delivery delivery) throws SQLException {
            int worker = delivery.attempt();
            try (Connection connection =
                    delivery.watched("db", Database.class).dataSource().getConnection()) {
                connection.setAutoCommit(false);
                try {
                    run(connection, "update account set charged = true where id = " + (worker == 1 ? 1 : 2));
                    run(connection, "update account set charged = true where id = " + (worker == 1 ? 2 : 1));
                } catch (SQLException refused) {
                    connection.rollback();
                    run(connection, "insert into charge (account) values (" + worker + ")");
                }
                connection.commit();
            }
        }
    }

    private static boolean isCharged(Connection connection, String lock) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("select charged from account where id = 1" + lock);
                ResultSet found = asked.executeQuery()) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
