package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two copies share a HikariCP pool of one connection above the tap: the copy that does not have it waits inside the
 * JVM.
 */
@Tag("exhaustive")
class PoolOfOneTests {

    private static final Schedule PAUSED = Schedule.parse("D1 pause before db INSERT charge #1; copy D2; D1; D2");

    private static DataSource source;

    private Database db;
    private HikariDataSource pool;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "pool_of_one",
                List.of("create table charge (id int generated always as identity primary key, invoice int not null)"));
    }

    @BeforeEach
    void fill() {
        db = Database.watching(source);
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.dataSource());
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
    }

    @AfterEach
    void empty() {
        pool.close();
    }

    private Verdict replay(Job job) {
        return RunsTwice.job("Charge", job).watching(db).replay(PAUSED).explore();
    }

    private static boolean isCharged(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select from charge where invoice = 42")) {
            return found.next();
        }
    }

    private static void charge(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into charge (invoice) values (42)");
        }
    }

    /** No other copy can have the connection between the look and the charge; that holds in one JVM only. */
    @Test
    void checkThenActOnTheOnlyConnection_isSafeInOneJvm() {
        Verdict verdict = replay(delivery -> {
            try (Connection connection = pool.getConnection()) {
                if (!isCharged(connection)) {
                    charge(connection);
                }
            }
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains(
                        "one JVM runs every delivery: a guard in its static memory (a lock, a map) holds in one JVM only");
    }

    @Test
    void copyThatFindsThePoolEmpty_waitsInsideTheJvm() {
        Verdict verdict = replay(delivery -> {
            try (Connection connection = pool.getConnection()) {
                charge(connection);
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).story())
                .contains("… waits for an unknown owner: inside the JVM at");
        assertThat(verdict.counterexamples().get(0).schedule()).isEqualTo(PAUSED);
    }

    /** HikariCP throws a broken connection away, and a thread of its own makes the next one. */
    @Test
    void poolWhoseConnectionsBreak_isFilledAgain() {
        db.execute("create unique index if not exists one_charge on charge (invoice)");
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = pool.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate("insert into charge (invoice) values (42) on conflict do nothing");
                    }
                })
                .watching(db)
                .explore();
        db.execute("drop index one_charge");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
