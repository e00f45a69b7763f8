package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.ResourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection that the application closes while the harness ends its session has ended; a server that is gone is a
 * failure.
 */
@Timeout(60)
@Tag("exhaustive")
class ClosedMeanwhileTests {

    /** Whatever the harness may ask of a connection when a run ends. */
    private static final List<String> CALLS = List.of(
            "isClosed",
            "unwrap",
            "getAutoCommit",
            "rollback",
            "setAutoCommit",
            "createStatement",
            "setReadOnly",
            "setTransactionIsolation",
            "close");

    private enum Product {
        POSTGRESQL,
        H2,
        MARIADB;

        private static final Map<Product, DataSource> KNOWN = new EnumMap<>(Product.class);

        DataSource database() {
            return KNOWN.computeIfAbsent(this, Product::begun);
        }

        private DataSource begun() {
            DataSource source =
                    switch (this) {
                        case POSTGRESQL -> Servers.postgres();
                        case H2 -> Servers.h2();
                        case MARIADB -> Servers.mariaDb();
                    };
            Servers.run(source, "create table t (id int primary key, n int)");
            return source;
        }
    }

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");

    static Stream<Arguments> calls() {
        return Stream.of(Product.values()).flatMap(product -> CALLS.stream().map(call -> Arguments.of(product, call)));
    }

    static Stream<Arguments> callsOfEachOpener() {
        return calls().flatMap(
                        call -> Stream.of(true, false).map(above -> Arguments.of(call.get()[0], above, call.get()[1])));
    }

    /** Leaves a transaction open, and settings that are to be put back. */
    private void act(Database db, FragileSource fragile, boolean openedBefore) throws Exception {
        DataSource jobs = db.dataSource();
        Connection connection = openedBefore ? jobs.getConnection() : gate.as(worker, jobs::getConnection);
        fragile.choose();
        gate.as(worker, () -> leaveOpen(connection));
    }

    private static boolean leaveOpen(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            return statement.execute("insert into t values (1, 1)");
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfEachOpener")
    void connectionOfADeadWorker_hasEnded(Product product, boolean openedBefore, String call) throws Exception {
        FragileSource fragile = new FragileSource(product.database());
        Database db = Database.watching(fragile.source());
        db.open("db", gate);
        act(db, fragile, openedBefore);
        worker.dead = true;
        fragile.closeWithin(call);

        db.end(worker);
        db.endRun();

        assertThat(db.query("select count(*) from t where id = 1")).isEqualTo(0L);
        db.close();
    }

    @ParameterizedTest
    @MethodSource("callsOfEachOpener")
    void connectionThatALivingWorkerLeftOpen_hasEnded(Product product, boolean openedBefore, String call)
            throws Exception {
        FragileSource fragile = new FragileSource(product.database());
        Database db = Database.watching(fragile.source());
        db.open("db", gate);
        act(db, fragile, openedBefore);
        fragile.closeWithin(call);

        db.end(worker);
        db.endRun();

        assertThat(db.query("select count(*) from t where id = 1")).isEqualTo(0L);
        db.close();
    }

    /** HikariCP closes what it evicts on a thread of its own, through the tap. */
    @ParameterizedTest
    @MethodSource("calls")
    void connectionThatAPoolsOwnThreadCloses_hasEnded(Product product, String call) throws Exception {
        FragileSource fragile = new FragileSource(product.database());
        Database db = Database.watching(fragile.source());
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.dataSource());
        config.setMaximumPoolSize(1);
        db.open("db", gate);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            fragile.choose();
            Connection borrowed = gate.as(worker, pool::getConnection);
            gate.as(worker, () -> leaveOpen(borrowed));
            worker.dead = true;
            fragile.within(call, connection -> {
                pool.evictConnection(borrowed);
                fragile.awaitClosed();
            });

            db.end(worker);
            db.endRun();

            assertThat(db.query("select count(*) from t where id = 1")).isEqualTo(0L);
        } finally {
            db.close();
        }
    }

    /** Nor does it matter when time passes, or when the harness says who ends a deadlock. */
    @ParameterizedTest
    @MethodSource("callsOfEachOpener")
    void connectionOfAWorkerThatStandsStill_isLeftAlone(Product product, boolean openedBefore, String call)
            throws Exception {
        FragileSource fragile = new FragileSource(product.database());
        Database db = Database.watching(fragile.source());
        db.open("db", gate);
        act(db, fragile, openedBefore);
        fragile.closeWithin(call);

        db.sacrifice(worker);
        db.pass(Duration.ofHours(1));

        db.endRun();
        db.close();
    }

    @ParameterizedTest
    @MethodSource("callsOfEachOpener")
    void serverThatIsGone_isNamed(Product product, boolean openedBefore, String call) throws Exception {
        FragileSource fragile = new FragileSource(product.database());
        Database db = Database.watching(fragile.source());
        db.open("db", gate);
        act(db, fragile, openedBefore);
        worker.dead = true;
        fragile.loseServerWithin(call);

        Throwable thrown = catchThrowable(() -> endAndLook(db));

        if (fragile.hasHappened()) {
            assertThat(thrown)
                    .isInstanceOf(ResourceFailure.class)
                    .hasMessageContaining("the connection to the server is gone");
        } else {
            assertThat(thrown).isNull(); // this database is not asked that
        }
        db.close();
    }

    private void endAndLook(Database db) {
        db.end(worker);
        db.endRun();
        db.observe();
    }
}
