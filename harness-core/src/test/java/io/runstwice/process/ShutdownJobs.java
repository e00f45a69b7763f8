package io.runstwice.process;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Jobs that charge once, also if their process is killed at any point, and differ in what they do when it is told to
 * end.
 */
abstract class ShutdownJobs implements Job {

    static final List<String> SCHEMA = List.of(
            "create table done (account int not null)",
            "create table lease (account int primary key, until timestamptz not null)",
            "create table charge (id serial primary key, account int not null)");

    private static final String TAKE = "insert into lease values (1, now() + interval '10 minutes')"
            + " on conflict (account) do update set until = excluded.until where lease.until < now()";

    final CountDownLatch ended = new CountDownLatch(1);

    /** In the shutdown hook. */
    abstract void shutDown(DataSource db) throws Exception;

    @Override
    public void perform(Delivery delivery) throws SQLException {
        DataSource db = delivery.watched("db", Database.class).dataSource();
        try (Connection connection = db.getConnection()) {
            if (isDone(connection)) {
                return;
            }
            if (run(connection, TAKE) == 0) {
                throw new IllegalStateException("somebody is at it");
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDownLoudly(db)));
            connection.setAutoCommit(false);
            run(connection, "insert into charge (account) values (1)");
            run(connection, "insert into done values (1)");
            connection.commit();
        } finally {
            ended.countDown();
        }
    }

    private void shutDownLoudly(DataSource db) {
        try {
            shutDown(db);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean isDone(Connection connection) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("select account from done");
                ResultSet found = asked.executeQuery()) {
            return found.next();
        }
    }

    static int run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    /** Takes the message for done. */
    static final class Marking extends ShutdownJobs {

        @Override
        void shutDown(DataSource db) throws SQLException {
            try (Connection connection = db.getConnection()) {
                run(connection, "insert into done values (1)");
            }
        }
    }

    /** Does nothing that the job relies on. */
    static final class Leaving extends ShutdownJobs {

        @Override
        void shutDown(DataSource db) throws SQLException {
            try (Connection connection = db.getConnection()) {
                isDone(connection);
            }
        }
    }

    /** Lets others begin, then gives the job its time. */
    static final class LettingGo extends ShutdownJobs {

        @Override
        void shutDown(DataSource db) throws SQLException, InterruptedException {
            try (Connection connection = db.getConnection()) {
                run(connection, "delete from lease");
            }
            ended.await(25, TimeUnit.SECONDS);
        }
    }

    /** Gives the job its time. */
    static final class Waiting extends ShutdownJobs {

        @Override
        void shutDown(DataSource db) throws InterruptedException {
            ended.await(25, TimeUnit.SECONDS);
        }
    }
}
