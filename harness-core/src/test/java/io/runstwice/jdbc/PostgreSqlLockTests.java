package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.Duel.Fighter;
import io.runstwice.jdbc.dialect.postgresql.PostgreSqlProvider;
import io.runstwice.world.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** Who waits for whose lock on a real PostgreSQL, and how each kind of wait ends. */
@Tag("exhaustive")
class PostgreSqlLockTests {

    private static DataSource source;

    private Duel duel;

    @BeforeAll
    static void aDatabase() {
        source = Servers.postgres();
        Servers.run(
                source,
                "create table users (id int primary key, n int)",
                "create table orders (id int primary key, user_id int references users, n int)");
    }

    @BeforeEach
    void begin() {
        Servers.run(
                source,
                "delete from orders",
                "delete from users",
                "insert into users values (1, 0), (2, 0), (3, 0)",
                "insert into orders values (1, 1, 0)");
        duel = new Duel(source, 3);
    }

    @AfterEach
    void end() throws Exception {
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
                "update users set n = 1 where id = 1 | select * from users where id = 1 for update | a row of users",
                "select * from users where id = 1 for update | select * from users where id = 1 for share | a row of users",
                "delete from users where id = 2 | select * from users where id = 2 for key share | a row of users",
                "lock table users in exclusive mode | update users set n = 2 where id = 1 | table users",
                "select n from users | lock table users | table users",
                "select pg_advisory_xact_lock(42) | select pg_advisory_xact_lock(42) | advisory lock 42",
                "select pg_advisory_xact_lock(-7) | select pg_advisory_xact_lock(-7) | advisory lock -7",
                "select pg_advisory_xact_lock(4, -2) | select pg_advisory_xact_lock(4, -2) | advisory lock 4, -2",
                "insert into users values (9, 0) | insert into users values (9, 1) | a key of users",
                "insert into users values (9, 0) | insert into users values (9, 1) on conflict do nothing | a key of users",
                "delete from users where id = 2 | insert into orders values (2, 2, 0) | a row of users",
                "insert into orders values (2, 2, 0) | delete from users where id = 2 | a row of users",
                "update users set id = 8 where id = 2 | insert into orders values (2, 2, 0) | a row of users",
            })
    void lock_isSeenWithItsHolder_andGoesWithTheTransaction(String first, String second, String lock) throws Exception {
        duel.one().does(first);

        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts(second);
        Wait wait = duel.two().awaitWait();

        assertThat(wait).isEqualTo(new Wait(java.util.Set.of(duel.one().worker), lock, false));
        assertThat(duel.db.waits(duel.one().worker)).isEmpty();
        duel.one().does(Connection::rollback);
        assertThat(state(Duel.result(waiting))).isNull();
        assertThat(duel.db.waits(duel.two().worker)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from users where id = 1 for update skip locked",
                "select * from users where id = 1",
                "select * from users where id = 1 for key share",
                "insert into orders values (2, 1, 0)",
                "update users set n = 1 where id = 2",
                "select pg_try_advisory_xact_lock(42)",
            })
    void whatNeedsNoLock_doesNotWait(String second) throws Exception {
        duel.one().does("update users set n = 1 where id = 1", "select pg_advisory_xact_lock(42)");

        duel.two().does(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from users where id = 1 for update nowait",
                "lock table users in share mode nowait",
            })
    void nowait_isRefusedAtOnce(String second) throws Exception {
        duel.one().does("update users set n = 1 where id = 1");

        assertThat(state(Duel.result(duel.two().starts(second)))).isEqualTo("55P03");
    }

    @Test
    void waitForNoWorker_hasNoHolder() throws Exception {
        try (Connection stranger = source.getConnection()) {
            stranger.setAutoCommit(false);
            stranger.createStatement().execute("update users set n = 1 where id = 1");
            CompletableFuture<@Nullable SQLException> waiting =
                    duel.two().starts("update users set n = 2 where id = 1");

            assertThat(duel.two().awaitWait().holders()).isEmpty();
            stranger.rollback();
            assertThat(state(Duel.result(waiting))).isNull();
        }
    }

    @Test
    void planOfALook_isMadeOnce() throws Exception {
        try (Connection asking = source.getConnection();
                Statement statement = asking.createStatement()) {
            new PostgreSqlProvider().dialect().locking().asksFrom(asking);

            try (ResultSet shown = statement.executeQuery("show plan_cache_mode")) {
                shown.next();
                assertThat(shown.getString(1)).isEqualTo("force_generic_plan");
            }
        }
    }

    @Test
    void snapshotThatIsTooOld_isRefused() throws Exception {
        duel.two().does(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
        duel.two().does("select * from users");
        duel.one().does("update users set n = 1 where id = 1");
        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts("update users set n = 2 where id = 1");
        duel.two().awaitWait();

        duel.one().does(Connection::commit);

        assertThat(state(Duel.result(waiting))).isEqualTo("40001");
    }

    @Test
    void writeSkew_isRefusedAtCommit() throws Exception {
        for (Fighter fighter : List.of(duel.one(), duel.two())) {
            fighter.does(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
            fighter.does("select sum(n) from users");
        }
        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("update users set n = 1 where id = 2");
        duel.one().does(Connection::commit);

        assertThatThrownBy(() -> duel.two().does(Connection::commit))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("40001");
    }

    /** Each of n holds one row and asks for the next one's; the victim closes the cycle. */
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "3, 0", "3, 1", "3, 2"})
    void deadlock_endsWithWhomeverClosesTheCycle(int size, int victim) throws Exception {
        List<Fighter> cycle = new ArrayList<>(duel.fighters.subList(0, size));
        for (int i = 0; i < size; i++) {
            cycle.get(i).does("update users set n = 1 where id = " + (i + 1));
        }
        List<CompletableFuture<@Nullable SQLException>> waiting = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            int member = (victim + i) % size;
            duel.db.sacrifice(cycle.get(member).worker);
            waiting.add(cycle.get(member).starts("update users set n = 2 where id = " + ((member + 1) % size + 1)));
            cycle.get(member).awaitWait();
        }

        duel.db.sacrifice(cycle.get(victim).worker);
        SQLException refusal =
                Duel.result(cycle.get(victim).starts("update users set n = 2 where id = " + ((victim + 1) % size + 1)));

        assertThat((Throwable) refusal).isInstanceOf(PSQLException.class).hasMessageContaining("deadlock detected");
        assertThat(state(refusal)).isEqualTo("40P01");
        cycle.get(victim).does(Connection::rollback);
        for (int i = size - 2; i >= 0; i--) {
            assertThat(state(Duel.result(waiting.get(i)))).isNull();
            cycle.get((victim + i + 1) % size).does(Connection::rollback);
        }
    }

    /** What decided about the first cycle was undone with the savepoint; the second one has its victim as well. */
    @Test
    void victimThatLivesOn_closesTheNextCycleToo() throws Exception {
        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("update users set n = 1 where id = 2");
        duel.two().does("savepoint before");
        CompletableFuture<@Nullable SQLException> waiting = duel.one().starts("update users set n = 2 where id = 2");
        duel.one().awaitWait();

        for (int cycle = 0; cycle < 2; cycle++) {
            duel.db.sacrifice(duel.two().worker);
            assertThat(state(Duel.result(duel.two().starts("update users set n = 2 where id = 1"))))
                    .isEqualTo("40P01");
            duel.two().does("rollback to savepoint before");
        }
        duel.two().does(Connection::rollback);
        assertThat(state(Duel.result(waiting))).isNull();
        duel.one().does(Connection::rollback);
    }

    @Test
    void deadlockByTheServersOwnTimer_looksTheSame() throws Exception {
        SQLException real = null;
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            for (Connection connection : List.of(one, two)) {
                connection.setAutoCommit(false);
            }
            one.createStatement().execute("update users set n = 1 where id = 1");
            two.createStatement().execute("update users set n = 1 where id = 2");
            one.createStatement().execute("set local deadlock_timeout = '1h'");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
                try {
                    one.createStatement().execute("update users set n = 2 where id = 2");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            try {
                two.createStatement().execute("update users set n = 2 where id = 1");
            } catch (SQLException refusal) {
                real = refusal;
            }
            two.rollback();
            waiting.get();
            one.rollback();
        }

        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("update users set n = 1 where id = 2");
        CompletableFuture<@Nullable SQLException> waiting = duel.one().starts("update users set n = 2 where id = 2");
        duel.one().awaitWait();
        duel.db.sacrifice(duel.two().worker);
        SQLException chosen = Duel.result(duel.two().starts("update users set n = 2 where id = 1"));

        assertThat(shape(chosen)).isEqualTo(shape(real));
        assertThat(state(Duel.result(duel.two().starts("select 1")))).isEqualTo("25P02");
        duel.two().does(Connection::rollback);
        assertThat(state(Duel.result(waiting))).isNull();
    }

    /** What of an exception does not name processes and transactions of one moment. */
    static List<Object> shape(@Nullable SQLException refusal) {
        assertThat((Throwable) refusal).isNotNull();
        return List.of(
                refusal.getClass(),
                String.valueOf(refusal.getSQLState()),
                refusal.getErrorCode(),
                String.valueOf(refusal.getMessage()).lines().findFirst().orElse(""));
    }
}
