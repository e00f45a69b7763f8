package io.runstwice.jdbc.dialect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Servers;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.dialect.mariadb.MariaDbWaits.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Who waits for whom, with the server's own locks: no session is said to wait that does not, and the holder is the
 * right one.
 */
@Tag("exhaustive")
class MariaDbWaitsTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** A session of a worker, and what it runs. */
    private static final class Hand {

        private final Connection connection;
        private final long number;
        private CompletableFuture<String> running = CompletableFuture.completedFuture("");

        private Hand(Connection connection) throws SQLException {
            this.connection = connection;
            this.number = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
            connection.setAutoCommit(false);
        }

        private void run(String... statements) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        /**
         * On a thread of its own, as a worker would: the common pool may have only one, and those who wait would keep
         * it.
         */
        private Hand begin(String sql) {
            running = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            run(sql);
                            return "done";
                        } catch (SQLException refusal) {
                            return refusal.getClass().getSimpleName() + " " + refusal.getSQLState() + " "
                                    + refusal.getErrorCode();
                        }
                    },
                    task -> new Thread(task, "hand").start());
            return this;
        }

        private String outcome() {
            return running.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    private final List<Hand> hands = new ArrayList<>();
    private MariaDbDataSource source;
    private Connection harness;

    @BeforeEach
    void tables() throws SQLException {
        source = Servers.mariaDb();
        Servers.run(
                source,
                "create table p (id int primary key, u int unique, n int, key (n))",
                "create table c (id int primary key, p int, foreign key (p) references p (id))",
                "create table elsewhere (id int primary key)",
                "insert into p values (1, 1, 1), (5, 5, 5), (9, 9, 9)",
                "set global innodb_status_output_locks = off");
        harness = source.getConnection();
    }

    @AfterEach
    void end() throws SQLException {
        for (Hand hand : hands) {
            hand.outcome();
            hand.connection.close();
        }
        harness.close();
    }

    private Hand hand() throws SQLException {
        Hand hand = new Hand(source.getConnection());
        hands.add(hand);
        return hand;
    }

    /** Asks until it is kept waiting, as a director does. */
    private @Nullable Waiting waiting(Hand hand) throws SQLException {
        long until = System.nanoTime() + LONG.toNanos();
        Waiting found = null;
        while (found == null && !hand.running.isDone() && System.nanoTime() < until) {
            found = MariaDbWaits.of(harness, hand.number);
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update p set n = 2 where id = 1       | update p set n = 3 where id = 1            | a row of p",
                "select * from p where id = 1 for update | select * from p where id = 1 for update  | a row of p",
                "select * from p where id = 1 lock in share mode | delete from p where id = 1       | a row of p",
                "insert into p values (20, 20, 20)     | insert into p values (21, 20, 1)           | a row of p",
                "delete from p where id = 5            | insert into c values (1, 5)                | a row of p",
                "insert into c values (1, 5)           | delete from p where id = 5                 | a row of p",
                "select * from p where n = 5 for update | insert into p values (6, 6, 6)            | a gap in p",
                "select * from p where n > 5 for update | insert into p values (30, 30, 30)         | a gap in p",
                "select get_lock('mine', 0)            | select get_lock('mine', 60)                | the lock 'mine'",
                "select * from p                       | alter table p add column more int          | a table metadata lock",
                "lock tables p write                   | select * from p                            | a table metadata lock",
            })
    void blockedStatement_isSeenWithItsHolder(String held, String wanted, String lock) throws Exception {
        Hand bystander = hand();
        bystander.run("select * from elsewhere for update");
        Hand holder = hand();
        holder.run(held);
        Hand waiter = hand().begin(wanted);

        Waiting seen = waiting(waiter);

        assertThat(seen).isNotNull();
        assertThat(seen.lock()).isEqualTo(lock);
        assertThat(seen.holders()).contains(holder.number).doesNotContain(waiter.number);
        if (lock.startsWith("a row") || lock.startsWith("a gap")) {
            assertThat(seen.holders()).containsExactly(holder.number);
        }
        assertThat(MariaDbWaits.of(harness, holder.number)).isNull();
        bystander.connection.rollback();
        holder.connection.rollback();
        holder.run("unlock tables", "do release_all_locks()");
        assertThat(waiter.outcome()).isEqualTo("done");
        assertThat(MariaDbWaits.of(harness, waiter.number)).isNull();
    }

    @Test
    void lastOfAQueue_waitsForWhoHoldsTheRow() throws Exception {
        Hand holder = hand();
        holder.run("update p set n = 2 where id = 1");
        Hand second = hand().begin("update p set n = 3 where id = 1");
        assertThat(waiting(second)).isNotNull();
        Hand third = hand().begin("update p set n = 4 where id = 1");

        Waiting seen = waiting(third);

        assertThat(seen).isNotNull();
        assertThat(seen.holders()).contains(holder.number).doesNotContain(third.number);
        holder.connection.rollback();
        assertThat(second.outcome()).isEqualTo("done");
        Waiting next = waiting(third);
        assertThat(next).isNotNull();
        assertThat(next.holders()).containsExactly(second.number);
        second.connection.rollback();
        assertThat(third.outcome()).isEqualTo("done");
    }

    @Test
    void holderWithMoreLocksThanThePrinterShows_isStillFound() throws Exception {
        Hand holder = hand();
        for (int i = 0; i < 12; i++) {
            Servers.run(source, "create table t" + i + " (id int primary key)", "insert into t" + i + " values (1)");
            holder.run("select * from t" + i + " for update");
        }
        holder.run("update p set n = 2 where id = 1");
        Hand waiter = hand().begin("update p set n = 3 where id = 1");

        Waiting seen = waiting(waiter);

        assertThat(seen).isNotNull();
        assertThat(seen.holders()).containsExactly(holder.number);
        holder.connection.rollback();
        assertThat(waiter.outcome()).isEqualTo("done");
    }

    @Test
    void skipLockedAndNoWait_doNotWait() throws Exception {
        Hand holder = hand();
        holder.run("update p set n = 2 where id = 1");

        assertThat(hand().begin("select * from p where id = 1 for update skip locked")
                        .outcome())
                .isEqualTo("done");
        assertThat(hand().begin("select * from p where id = 1 for update nowait")
                        .outcome())
                .isEqualTo("SQLException HY000 1205");
        holder.connection.rollback();
    }

    @Test
    void lockWaitTimeout_isTheServersOwn() throws Exception {
        Hand holder = hand();
        holder.run("update p set n = 2 where id = 1");
        Hand waiter = hand();
        waiter.run("set innodb_lock_wait_timeout = 1", "insert into p values (2, 2, 2)");
        waiter.begin("update p set n = 3 where id = 1");
        assertThat(waiting(waiter)).isNotNull();

        assertThat(waiter.outcome()).isEqualTo("SQLException HY000 1205");
        waiter.connection.commit();
        assertThat(Queries.text(harness, "select count(*) from p")).isEqualTo("4");
        holder.connection.rollback();
    }

    @Test
    void deadlock_hasAVictimWhoseWholeTransactionIsGone() throws Exception {
        Hand one = hand();
        Hand two = hand();
        one.run("update p set n = 2 where id = 1");
        two.run("update p set n = 2 where id = 5", "insert into p values (6, 6, 6), (7, 7, 7)");
        one.begin("update p set n = 3 where id = 5");
        assertThat(waiting(one)).isNotNull();
        two.begin("update p set n = 3 where id = 1");

        assertThat(one.outcome()).isEqualTo("SQLTransactionRollbackException 40001 1213");
        assertThat(two.outcome()).isEqualTo("done");
        assertThat(new MariaDbTransactions().status(one.connection, true)).isEqualTo(TransactionStatus.NONE);
        two.connection.rollback();
    }
}
