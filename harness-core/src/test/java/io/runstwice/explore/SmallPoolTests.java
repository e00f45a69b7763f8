package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two copies through a pool below the tap that has no connection to spare for the harness: it goes past the pool, if
 * that tells where it leads.
 */
@Timeout(120)
class SmallPoolTests {

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Postgres.database(
                "small_pool", List.of("create table totals (id int primary key, cents int not null)")));
        config.setMaximumPoolSize(size);
        config.setPoolName("billing-pool");
        return new HikariDataSource(config);
    }

    /** A pool that tells nothing of itself but its name and its size. */
    public static final class Secretive implements DataSource {

        private final HikariDataSource pool;

        Secretive(HikariDataSource pool) {
            this.pool = pool;
        }

        public String getPoolName() {
            return pool.getPoolName();
        }

        public int getMaximumPoolSize() {
            return pool.getMaximumPoolSize();
        }

        @Override
        public Connection getConnection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return pool.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return pool.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            pool.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            pool.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return pool.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            return pool.getParentLogger();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return pool.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return pool.isWrapperFor(type);
        }
    }

    /** The second copy waits for a row of the first one. */
    private static Verdict explore(DataSource pool) {
        Database db = Database.watching(pool);
        return RunsTwice.job("Totals", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("update totals set cents = 1999 where id = 1");
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into totals values (1, 0)"))
                .watching(db)
                .within(Bounds.standard().deliveryWithin(Duration.ofSeconds(3)))
                .explore();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void smallPool_thatTellsWhereItLeads_isEnough(int size) {
        try (HikariDataSource pool = pool(size)) {
            Verdict verdict = explore(pool);

            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        }
    }

    @Test
    void poolOfTwo_thatDoesNotTell_isNamed() {
        try (HikariDataSource pool = pool(2)) {
            Verdict verdict = explore(new Secretive(pool));

            assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
            assertThat(verdict.reason().orElseThrow())
                    .contains(
                            "did not return within",
                            "the pool \"billing-pool\" (Secretive) of 2 connections",
                            "Give Database a pool of at least 4");
        }
    }

    @Test
    void poolOfFour_isEnough() {
        try (HikariDataSource pool = pool(4)) {
            Verdict verdict = explore(pool);

            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        }
    }

    private interface Body {
        void on(HikariDataSource pool) throws Exception;
    }

    private static Verdict exploreAbove(Body job, UnaryOperator<RunsTwice> only) {
        Database db = Database.watching(Postgres.database(
                "small_pool", List.of("create table totals (id int primary key, cents int not null)")));
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.dataSource());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            RunsTwice exploration = RunsTwice.job("Totals", delivery -> job.on(pool))
                    .watching(db)
                    .within(Bounds.standard().deliveryWithin(Duration.ofSeconds(3)));
            return only.apply(exploration).explore();
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into totals values (1, 1999) on conflict do nothing");
        }
    }

    /**
     * Nothing that the harness does can bring back what only the pool knows of. In production the pool dies with its
     * process.
     */
    @Test
    void connectionThatAKilledJobKeepsOfAPoolAbove_isNamed() {
        Verdict verdict = exploreAbove(
                pool -> {
                    Connection connection = pool.getConnection();
                    insert(connection);
                    connection.close();
                },
                UnaryOperator.identity());

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.reason().orElseThrow())
                .contains(
                        "1 connection was last used by deliveries that were killed",
                        "Close connections in a finally block",
                        "Database.watching(pool)");
    }

    /** A loop over many, each of which meets its own death, ends; and gives back what it had. */
    @Test
    void jobThatSwallowsItsDeathFiftyTimes_givesTheOnlyConnectionBack() {
        Verdict verdict = exploreAbove(
                pool -> {
                    for (int i = 0; i < 50; i++) {
                        try (Connection connection = pool.getConnection()) {
                            insert(connection);
                        } catch (Error swallowed) {
                            // on to the next one
                        }
                    }
                },
                exploration -> exploration.replay(Schedule.parse("D1 crash after db INSERT totals #1; D2")));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
