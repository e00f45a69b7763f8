package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A reply that does not come in time, on real servers: the driver's own time-out ends the wait, and the effect took
 * place.
 */
@NeedsToxiproxy
@Tag("exhaustive")
class SilentLinkTests {

    private static final int PATIENCE = 250;
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final ScriptedGate gate = new ScriptedGate();

    @ParameterizedTest
    @CsvSource({
        "REPLY_IN_SILENCE, COMMIT",
        "REPLY_LATE, COMMIT",
        "REPLY_IN_PIECES, COMMIT",
        "REPLY_IN_SILENCE, SELECT t"
    })
    void postgreSql_replyNotInTime_timeOutOfTheDriverEndsIt(Loss loss, String label) throws Exception {
        PGSimpleDataSource source = Servers.postgres();
        source.setSocketFactory(CountedSockets.class.getName());
        try (Link link = Link.to("127.0.0.1", Servers.port()).silentFor(SILENCE)) {
            Seen seen = transfer(source, Database.at(source.getUrl(), "postgres", ""), link, PATIENCE, loss, label);

            assertThat(seen.thrown.getSQLState()).isEqualTo("08006");
            mustHaveTimedOut(seen, loss, label);
        }
    }

    @Test
    void encryptedPostgreSql_replyNotInTime_timeOutOfTheDriverEndsIt() throws Exception {
        try (EncryptedPostgres server = EncryptedPostgres.start()) {
            for (Loss loss : List.of(Loss.REPLY_IN_SILENCE, Loss.REPLY_LATE, Loss.REPLY_IN_PIECES)) {
                PGSimpleDataSource source = server.source();
                source.setSocketFactory(CountedSockets.class.getName());
                try (Link link =
                        Link.to("127.0.0.1", source.getPortNumbers()[0]).silentFor(SILENCE)) {
                    Seen seen = transfer(
                            source, Database.at(source.getUrl(), "postgres", ""), link, PATIENCE, loss, "COMMIT");

                    assertThat(seen.thrown.getSQLState()).as("%s", loss).isEqualTo("08006");
                    mustHaveTimedOut(seen, loss, "COMMIT");
                }
                Servers.run(source, "drop table t");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REPLY_IN_SILENCE, COMMIT", "REPLY_LATE, COMMIT", "REPLY_IN_PIECES, COMMIT"})
    void mariaDb_replyNotInTime_timeOutOfTheDriverEndsIt(Loss loss, String label) throws Exception {
        MariaDbDataSource source = Servers.mariaDb();
        source.setUrl(source.getUrl() + "&socketFactory=" + CountedSockets.class.getName());
        try (Link link = Link.to("127.0.0.1", MariaDb.port()).silentFor(SILENCE)) {
            Seen seen = transfer(source, Database.at(source.getUrl(), "root", ""), link, PATIENCE, loss, label);

            assertThat(seen.thrown.getSQLState()).startsWith("08");
            mustHaveTimedOut(seen, loss, label);
        }
    }

    /** A reply in pieces has begun when the driver gives it up; of any other, nothing has come. */
    private void mustHaveTimedOut(Seen seen, Loss loss, String label) {
        assertThat(CountedSockets.givenUp()).containsExactly(loss == Loss.REPLY_IN_PIECES ? 1 : 0);
        assertThat((Throwable) seen.thrown).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(seen.millis).isBetween((long) PATIENCE, SILENCE.toMillis());
        assertThat(seen.left).isEqualTo(label.equals("COMMIT") ? 2 : 1);
        assertThat(gate.doubts).isEmpty();
    }

    /** What a lost message did is not over when the driver gives up. */
    @Test
    void postgreSql_statementThatOutlivesItsClient_isAwaited() throws Exception {
        PGSimpleDataSource source = Servers.postgres();
        try (Link link = Link.to("127.0.0.1", Servers.port()).silentFor(SILENCE)) {
            Database db = Database.at(source.getUrl(), "postgres", "");
            Seen seen = update(source, db, link, "update t set n = n + 1 where pg_sleep(0.75) is not null");

            assertThat(seen.left).isEqualTo(2);
            assertThat(gate.doubts).isEmpty();
        }
    }

    @Test
    void mariaDb_statementThatOutlivesItsClient_isAwaited() throws Exception {
        MariaDbDataSource source = Servers.mariaDb();
        try (Link link = Link.to("127.0.0.1", MariaDb.port()).silentFor(SILENCE)) {
            Database db = Database.at(source.getUrl(), "root", "");
            Seen seen = update(source, db, link, "update t set n = n + 1 where sleep(0.75) = 0");

            assertThat(seen.left).isEqualTo(2);
            assertThat(gate.doubts).isEmpty();
        }
    }

    @Test
    void connectionWithoutTimeOut_isBrokenInTheEnd_andThatIsSaid() throws Exception {
        PGSimpleDataSource source = Servers.postgres();
        try (Link link = Link.to("127.0.0.1", Servers.port()).silentFor(Duration.ofMillis(PATIENCE))) {
            Database db = Database.at(source.getUrl(), "postgres", "");
            Seen seen = transfer(source, db, link, 0, Loss.REPLY_IN_SILENCE, "COMMIT");

            assertThat(seen.thrown.getSQLState()).isEqualTo("08006");
            assertThat((Throwable) seen.thrown).rootCause().isNotInstanceOf(SocketTimeoutException.class);
            assertThat(seen.left).isEqualTo(2);
            assertThat(gate.notes).anyMatch(note -> note.contains("waits for a reply for ever"));
        }
    }

    @Test
    void noSilence_isMisuse() {
        assertThatThrownBy(() -> Link.to("localhost", 1).silentFor(Duration.ZERO))
                .isInstanceOf(Misuse.class);
    }

    private record Seen(SQLException thrown, long millis, Object left) {}

    private interface Job {
        void on(Connection connection) throws SQLException;
    }

    private Seen transfer(DataSource source, Database at, Link link, int patience, Loss loss, String label)
            throws Exception {
        return lose(source, at, link, patience, loss, label, SilentLinkTests::add);
    }

    private Seen update(DataSource source, Database at, Link link, String sql) throws Exception {
        return lose(source, at, link, PATIENCE, Loss.REPLY_IN_SILENCE, "UPDATE t", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        });
    }

    private Seen lose(DataSource source, Database at, Link link, int patience, Loss loss, String label, Job job)
            throws Exception {
        CountedSockets.forget();
        Servers.run(source, "create table t (n int)", "insert into t values (1)");
        Database db = at.through(link).disposable();
        db.open("db", gate);
        try {
            Hand first = new Hand("D1");
            long begin = System.nanoTime();
            SQLException thrown = gate.as(first, () -> {
                try (Connection connection = db.dataSource().getConnection()) {
                    connection.setNetworkTimeout(Runnable::run, patience);
                    gate.lose(loss, label);
                    return catchThrowableOfType(SQLException.class, () -> job.on(connection));
                }
            });
            long millis = (System.nanoTime() - begin) / 1_000_000;
            db.end(first);
            db.endRun();
            return new Seen(thrown, millis, db.query("select n from t"));
        } finally {
            db.close();
        }
    }

    private static void add(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select n from t");
            statement.executeUpdate("update t set n = n + 1");
            connection.commit();
        }
    }
}
