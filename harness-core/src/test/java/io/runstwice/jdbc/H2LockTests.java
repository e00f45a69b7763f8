package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for whose lock on H2, and how each kind of wait ends. */
@Tag("exhaustive")
class H2LockTests {

    private DataSource source;
    private Duel duel;

    @BeforeEach
    void begin() {
        source = Servers.h2();
        Servers.run(
                source,
                "create table users (id int primary key, n int)",
                "create table orders (id int primary key, user_id int references users)",
                "insert into users values (1, 0), (2, 0)");
        duel = new Duel(source, 2);
    }

    @AfterEach
    void end() {
        duel.close();
    }

    private static @Nullable String state(@Nullable SQLException refusal) {
        return refusal == null ? null : refusal.getSQLState();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update users set n = 1 where id = 1 | update users set n = 2 where id = 1 | a row of users",
                "select * from users where id = 1 for update | select * from users where id = 1 for update | a row of users",
                "insert into users values (9, 0) | insert into users values (9, 1) | a key of users",
            })
    void lock_isSeenWithItsHolder_andGoesWithTheTransaction(String first, String second, String lock) throws Exception {
        duel.one().does(first);

        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts(second);

        assertThat(duel.two().awaitWait()).isEqualTo(new Wait(Set.of(duel.one().worker), lock, false));
        assertThat(duel.db.waits(duel.one().worker)).isEmpty();
        duel.one().does(Connection::rollback);
        assertThat(state(Duel.result(waiting))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from users where id = 1 for update skip locked", "select * from users"})
    void whatNeedsNoLock_doesNotWait(String second) throws Exception {
        duel.one().does("update users set n = 1 where id = 1");

        duel.two().does(second);
    }

    /**
     * H2 refuses the transaction that began last, even if another one closes the cycle or the harness would choose
     * another one.
     */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1"})
    void deadlock_endsWithTheYoungestTransaction(int youngest, int closing) throws Exception {
        Duel.Fighter old = duel.fighters.get(1 - youngest);
        Duel.Fighter young = duel.fighters.get(youngest);
        old.does("update users set n = 1 where id = 1");
        young.does("update users set n = 1 where id = 2");
        Map<Duel.Fighter, String> asking =
                Map.of(old, "update users set n = 2 where id = 2", young, "update users set n = 2 where id = 1");
        Duel.Fighter closes = duel.fighters.get(closing);
        Duel.Fighter waits = duel.fighters.get(1 - closing);
        Map<Duel.Fighter, CompletableFuture<@Nullable SQLException>> doing = new HashMap<>();
        doing.put(waits, waits.starts(asking.get(waits)));
        waits.awaitWait();

        duel.db.sacrifice(closes.worker);
        doing.put(closes, closes.starts(asking.get(closes)));

        assertThat(state(Duel.result(doing.get(young)))).isEqualTo("40001");
        young.does(Connection::rollback);
        assertThat(state(Duel.result(doing.get(old)))).isNull();
    }

    @Test
    void expiry_isTheOneOfTheDatabasesOwnTimer() throws Exception {
        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("set lock_timeout 700");
        duel.expire(duel.two());
        SQLException chosen = Duel.result(duel.two().starts("update users set n = 2 where id = 1"));
        SQLException real = null;
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("set lock_timeout 50");
            connection.createStatement().execute("update users set n = 2 where id = 1");
        } catch (SQLException refusal) {
            real = refusal;
        }

        assertThat(PostgreSqlLockTests.shape(chosen)).isEqualTo(PostgreSqlLockTests.shape(real));
        assertThat(duel.two().query("select lock_timeout()")).isEqualTo(700);
    }

    @Test
    void timeout_doesNotRunWhileAnotherWorkerHasItsTurn() throws Exception {
        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("set lock_timeout 10");

        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts("update users set n = 2 where id = 1");
        assertThat(duel.two().awaitWait().expires()).isTrue();
        duel.one().does("select count(*) from system_range(1, 2000000)");
        assertThat(duel.db.waits(duel.two().worker)).isPresent();
        duel.one().does(Connection::commit);

        assertThat(state(Duel.result(waiting))).isNull();
        assertThat(duel.two().query("select lock_timeout()")).isEqualTo(10);
    }

    /** The engine's own view of its sessions fails there with a NullPointerException, now and then. */
    @Test
    void whoIsBusyWithTransactions_isNeverSeenToWait() throws Exception {
        duel.two().does("update users set n = 1 where id = 1");
        CompletableFuture<@Nullable SQLException> busy = duel.two().starts(connection -> {
            for (int i = 0; i < 20_000; i++) {
                connection.createStatement().execute("update users set n = n + 1 where id = 1");
                connection.commit();
            }
        });

        while (!busy.isDone()) {
            assertThat(duel.db.waits(duel.two().worker)).isEmpty();
        }

        assertThat(state(Duel.result(busy))).isNull();
    }
}
