package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Loss;
import io.runstwice.world.WorkerKilled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A killed worker harms neither the pool that it borrowed from nor the worker that borrows next. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("exhaustive")
class HikariTests {

    private static final String[] KILLS = {"SELECT t", "INSERT t", "UPDATE t", "COMMIT"};

    private final ScriptedGate gate = new ScriptedGate();

    static Stream<Arguments> pools() {
        return Stream.of(
                Arguments.of(1, true), Arguments.of(1, false), Arguments.of(10, true), Arguments.of(10, false));
    }

    private static HikariDataSource pool(DataSource below, int size, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(below);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.setAutoCommit(autoCommit);
        config.setSchema("work");
        config.setConnectionInitSql("set timezone = 'Asia/Tokyo'");
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }

    private static DataSource database() {
        DataSource source = Servers.postgres();
        Servers.run(source, "create schema work", "create table work.t (id int generated always as identity, n int)");
        return source;
    }

    @ParameterizedTest
    @MethodSource("pools")
    void poolAbove_twoHundredKills_nextWorkersInsertIsDurable(int size, boolean autoCommit) throws Exception {
        Database db = Database.watching(database());
        try (HikariDataSource pool = pool(db.dataSource(), size, autoCommit)) {
            fill(pool, size);
            db.open("db", gate);
            killMany(db, pool);
            insertOnce(db, pool, autoCommit);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(size);
        } finally {
            db.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void poolBelow_twoHundredKills_nextWorkersInsertIsDurable(int size, boolean autoCommit) throws Exception {
        try (HikariDataSource pool = pool(database(), size, autoCommit)) {
            fill(pool, size);
            Database db = Database.watching(pool);
            db.open("db", gate);
            killMany(db, db.dataSource());
            insertOnce(db, db.dataSource(), autoCommit);
            db.close();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(pool.getHikariPoolMXBean().getIdleConnections()).isEqualTo(size);
        }
    }

    /**
     * The pool opens its connections on a thread of its own, in its own time: only a pool that was full can be found
     * full.
     */
    private static void fill(HikariDataSource pool, int size) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(pool.getConnection());
        }
        for (Connection connection : all) {
            connection.close();
        }
    }

    private void killMany(Database db, DataSource jobs) {
        for (int i = 0; i < 200; i++) {
            Hand worker = new Hand("D" + i);
            String at = KILLS[i % KILLS.length];
            if (i % 8 < 4) {
                gate.killBefore(at);
            } else {
                gate.killAfter(at);
            }
            assertThatThrownBy(() -> gate.as(worker, () -> job(jobs))).isInstanceOf(WorkerKilled.class);
            db.end(worker);
        }
    }

    private static Void job(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setNetworkTimeout(Runnable::run, 5_000);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("select n from t");
                statement.execute("insert into t (n) values (1)");
                statement.execute("set search_path = public, work");
                statement.execute("select pg_advisory_lock(7)");
                statement.executeUpdate("update t set n = n + 1");
                connection.commit();
            } catch (SQLException | Error failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        return null;
    }

    private void insertOnce(Database db, DataSource jobs, boolean autoCommit) throws Exception {
        db.execute("delete from work.t");
        gate.as(new Hand("last"), () -> {
            try (Connection connection = jobs.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                statement.execute("insert into t (n) values (99)");
                assertThat(one(statement, "show timezone")).isEqualTo("Asia/Tokyo");
                assertThat(one(statement, "select current_schemas(false)::text"))
                        .isEqualTo("{work}");
                assertThat(one(statement, "select count(*) from pg_locks where locktype = 'advisory' and objid = 7"))
                        .isEqualTo("0");
                if (!autoCommit) {
                    connection.commit();
                }
            }
            return null;
        });
        assertThat(db.query("select count(*) from work.t where n = 99")).isEqualTo(1L);
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void poolBelow_lostReply_evictsTheBrokenConnection() throws Exception {
        try (HikariDataSource pool = pool(database(), 1, true)) {
            Database db = Database.watching(pool);
            db.open("db", gate);
            gate.lose(Loss.REPLY, "INSERT t");
            gate.as(new Hand("D1"), () -> {
                assertThatThrownBy(() -> insert(db.dataSource()))
                        .isInstanceOf(SQLException.class)
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("08006");
                insert(db.dataSource());
                return null;
            });
            assertThat(db.query("select count(*) from work.t")).isEqualTo(2L);
            db.close();
        }
    }

    @Test
    void poolAbove_lostReply_evictsTheBrokenConnection() throws Exception {
        Database db = Database.watching(database());
        try (HikariDataSource pool = pool(db.dataSource(), 1, true)) {
            db.open("db", gate);
            gate.lose(Loss.REPLY, "INSERT t");
            gate.as(new Hand("D1"), () -> {
                assertThatThrownBy(() -> insert(pool)).isInstanceOf(SQLException.class);
                insert(pool);
                return null;
            });
            assertThat(db.query("select count(*) from work.t")).isEqualTo(2L);
        } finally {
            db.close();
        }
    }

    private static void insert(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into t (n) values (1)");
        }
    }

    /**
     * Of the job there is no frame on this stack but that of the method reference, and the method is one of the pool's.
     */
    @Test
    void taskOfADeadWorker_thatIsAMethodOfThePool_writesNothing() throws Exception {
        Database db = Database.watching(database());
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (HikariDataSource pool = pool(db.dataSource(), 1, true)) {
            db.open("db", gate);
            Hand worker = new Hand("D1");
            PreparedStatement insert =
                    gate.as(worker, () -> pool.getConnection().prepareStatement("insert into t (n) values (1)"));
            worker.dead = true;

            Future<Integer> late = executor.submit((Callable<Integer>) insert::executeUpdate);

            assertThatThrownBy(late::get).hasCauseInstanceOf(WorkerKilled.class);
            assertThat(db.query("select count(*) from work.t")).isEqualTo(0L);
            db.end(worker);
        } finally {
            executor.shutdown();
            db.close();
        }
    }
}
