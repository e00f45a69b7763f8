package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for whose lock on MariaDB, as a watched database tells it. */
@Tag("exhaustive")
class MariaDbLockTests {

    private Duel duel;

    @BeforeEach
    void begin() {
        var source = Servers.mariaDb();
        Servers.run(
                source,
                "create table users (id int primary key, n int) engine = InnoDB",
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
                "update users set n = 1 where id = 1 | update users set n = 2 where id = 1",
                "select * from users where id = 1 for update | select * from users where id = 1 for update",
                "insert into users values (9, 0) | insert into users values (9, 1)",
            })
    void lock_isSeenWithItsHolder_andGoesWithTheTransaction(String first, String second) throws Exception {
        duel.one().does(first);

        CompletableFuture<@Nullable SQLException> waiting = duel.two().starts(second);

        Wait wait = duel.two().awaitWait();
        assertThat(wait.holders()).isEqualTo(Set.of(duel.one().worker));
        assertThat(wait.lock()).contains("users");
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

    @Test
    void deadlock_refusesOneOfThem_andTheOtherGoesOn() throws Exception {
        duel.one().does("update users set n = 1 where id = 1");
        duel.two().does("update users set n = 1 where id = 2");
        CompletableFuture<@Nullable SQLException> first = duel.one().starts("update users set n = 2 where id = 2");
        duel.one().awaitWait();

        CompletableFuture<@Nullable SQLException> second = duel.two().starts("update users set n = 2 where id = 1");

        assertThat(new @Nullable String[] {state(Duel.result(first)), state(Duel.result(second))})
                .containsExactlyInAnyOrder(null, "40001");
    }
}
