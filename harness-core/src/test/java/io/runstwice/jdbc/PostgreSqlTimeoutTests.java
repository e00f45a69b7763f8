package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time-outs that a job sets on PostgreSQL: they end a wait when the schedule says so, and never otherwise. */
@Tag("exhaustive")
class PostgreSqlTimeoutTests {

    private static final String FIRST = "update users set n = 1 where id = 1";
    private static final String SECOND = "update users set n = 2 where id = 1";

    private static DataSource source;

    private Duel duel;

    @BeforeAll
    static void aDatabase() {
        source = Servers.postgres();
        Servers.run(source, "create table users (id int primary key, n int)");
    }

    @BeforeEach
    void begin() throws Exception {
        Servers.run(source, "delete from users", "insert into users values (1, 0)");
        duel = new Duel(source, 2);
        duel.one().does(FIRST);
    }

    @AfterEach
    void end() {
        duel.close();
    }

    private static @Nullable String state(@Nullable SQLException refusal) {
        return refusal == null ? null : refusal.getSQLState();
    }

    /** What the server's own timer makes of it. */
    private SQLException real(String... settings) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (String setting : settings) {
                connection.createStatement().execute(setting);
            }
            connection.createStatement().execute(SECOND);
            throw new AssertionError("it got the lock");
        } catch (SQLException refusal) {
            return refusal;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set lock_timeout = '50ms' | select 1 | 55P03",
                "set local lock_timeout = 50 | select 1 | 55P03",
                "select set_config('lock_timeout', '50ms', true) | select 1 | 55P03",
                "set statement_timeout = '50ms' | select 1 | 57014",
                "set lock_timeout = '50ms' | set statement_timeout = '3s' | 55P03",
                "set lock_timeout = '3s' | set statement_timeout = '50ms' | 57014",
            })
    void expiry_isTheOneOfTheServersOwnTimer(String one, String other, String state) throws Exception {
        duel.two().does(one, other);
        duel.expire(duel.two());

        SQLException chosen = Duel.result(duel.two().starts(SECOND));

        assertThat(state(chosen)).isEqualTo(state);
        assertThat(PostgreSqlLockTests.shape(chosen)).isEqualTo(PostgreSqlLockTests.shape(real(one, other)));
        assertThat(state(Duel.result(duel.two().starts("select 1")))).isEqualTo("25P02");
    }

    /** The real time-out is a twentieth of what the other one's turn takes here. */
    @ParameterizedTest
    @ValueSource(strings = {"set lock_timeout = '10ms'", "set local statement_timeout = '10ms'"})
    void timeout_doesNotRunWhileAnotherWorkerHasItsTurn(String setting) throws Exception {
        duel.two().does(setting);

        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts(SECOND);
        assertThat(duel.two().awaitWait().expires()).isTrue();
        duel.one().does("select pg_sleep(0.2)");
        assertThat(duel.db.waits(duel.two().worker)).isPresent();
        duel.one().does(Connection::commit);

        assertThat(state(Duel.result(waiting))).isNull();
    }

    @Test
    void waitWithoutTimeout_doesNotExpire() throws Exception {
        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts(SECOND);

        assertThat(duel.two().awaitWait().expires()).isFalse();
        duel.one().does(Connection::commit);
        assertThat(state(Duel.result(waiting))).isNull();
    }

    private String limit() throws SQLException {
        return String.valueOf(duel.two().query("show lock_timeout"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set lock_timeout = '700ms' | 700ms | 0",
                "set local lock_timeout = '700ms' | 700ms | 0",
            })
    void settingOfATransaction_staysAsTheJobLeftIt(String setting, String within, String rolledBack) throws Exception {
        duel.two().does(setting, "select * from users", "savepoint s");
        assertThat(limit()).isEqualTo(within);
        duel.expire(duel.two());
        assertThat(state(Duel.result(duel.two().starts(SECOND)))).isEqualTo("55P03");

        duel.two().does("rollback to savepoint s");
        assertThat(limit()).isEqualTo(within);
        duel.two().does(Connection::rollback);
        assertThat(limit()).isEqualTo(rolledBack);
    }

    @Test
    void settingOfTheSession_outlivesItsTransaction() throws Exception {
        duel.two().does("set lock_timeout = '700ms'");
        duel.two().does(Connection::commit);
        duel.two().does("select * from users");
        duel.expire(duel.two());
        assertThat(state(Duel.result(duel.two().starts(SECOND)))).isEqualTo("55P03");

        duel.two().does(Connection::rollback);
        assertThat(limit()).isEqualTo("700ms");
        duel.two().does("set lock_timeout = '900ms'", "select * from users");
        duel.two().does(Connection::commit);
        assertThat(limit()).isEqualTo("900ms");
    }

    @Test
    void settingUnderAutocommit_isPutBackAtOnce() throws Exception {
        duel.two().does(connection -> connection.setAutoCommit(true));
        duel.two().does("set lock_timeout = '700ms'");
        duel.expire(duel.two());
        assertThat(state(Duel.result(duel.two().starts(SECOND)))).isEqualTo("55P03");
        assertThat(limit()).isEqualTo("700ms");

        duel.two().does("select * from users");
        assertThat(limit()).isEqualTo("700ms");
    }

    @Test
    void savepointOfTheDriver_findsTheSettingAgain() throws Exception {
        duel.two().does("set local lock_timeout = '700ms'");
        duel.two().does(connection -> {
            Savepoint savepoint = connection.setSavepoint();
            connection.createStatement().execute("set local lock_timeout = '800ms'");
            connection.createStatement().execute("select * from users");
            connection.rollback(savepoint);
        });

        assertThat(limit()).isEqualTo("700ms");
    }

    @Test
    void repeatableRead_stillLooksAtTheMomentOfItsFirstStatement() throws Exception {
        duel.two().does(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
        duel.two().does("set lock_timeout = '700ms'");
        duel.one().does(Connection::commit);

        assertThat(duel.two().query("select n from users")).isEqualTo(1);
    }
}
