package io.runstwice.jdbc.dialect.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Guard;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Direct;
import io.runstwice.jdbc.dialect.Locking.Blocked;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.judge.Violation;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hsqldb.jdbc.JDBCDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A dialect is a package and a line of a services file: this one lies beside the tests, and no file of the main code
 * knows it.
 */
@Tag("exhaustive")
class HsqlDialectTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final JDBCDataSource source = new JDBCDataSource();

    @BeforeEach
    void database() throws SQLException {
        source.setURL("jdbc:hsqldb:mem:t" + NUMBER.incrementAndGet());
        source.setUser("SA");
        run(
                "set database transaction control mvcc",
                "create table invoice (id int primary key, charged boolean not null)",
                "create table charge (invoice int not null references invoice (id), cents int not null)");
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = source.getConnection()) {
            for (String sql : statements) {
                Queries.run(connection, sql);
            }
        }
    }

    private interface Job {
        void in(Connection connection) throws SQLException;
    }

    private Verdict explore(Job job) {
        return job(Database.watching(source), job).explore();
    }

    private static RunsTwice job(Database db, Job job) {
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        job.in(connection);
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into invoice (id, charged) values (42, false)"))
                .watching(db);
    }

    private static void charge(Connection connection) throws SQLException {
        Direct.execute(connection, "insert into charge values (42, 1999)");
    }

    /** Looks whether it is charged, and charges: no key and no lock keeps two of them apart. */
    @Test
    void lookThenInsert_isADoubleEffect() {
        Verdict verdict = explore(connection -> {
            if (Direct.query(connection, "select invoice from charge where invoice = 42") == null) {
                charge(connection);
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .extracting(one -> one.violation().kind())
                .contains(Violation.Kind.DOUBLE_EFFECT);
    }

    @Test
    void insertWithoutALook_isDoubledByACrashBeforeTheAcknowledgement() {
        Verdict verdict = explore(HsqlDialectTests::charge);

        assertThat(verdict.counterexamples())
                .extracting(one -> one.schedule().toString())
                .contains("D1 crash after db COMMIT #1; D2");
    }

    /** Only if the lease grows older where it stands does a late redelivery find it lapsed. */
    @Test
    void leaseOfFiveMinutes_lapsesWhenTimePasses() throws SQLException {
        run("alter table invoice add column leased_until timestamp");

        Verdict verdict = explore(connection -> {
            int mine = Direct.execute(
                    connection,
                    "update invoice set leased_until = localtimestamp + interval '5' minute where id = 42"
                            + " and (leased_until is null or leased_until < localtimestamp)");
            if (mine == 1) {
                charge(connection);
            }
        });

        assertThat(verdict.counterexamples())
                .extracting(one -> one.violation().kind())
                .containsOnly(Violation.Kind.DOUBLE_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; 1h later D2");
    }

    /** No session can be told to wait no longer, so rows stay as they are while a session has written. */
    @Test
    void rows_growOlderWhereTheyStand_unlessAnotherSessionHasWritten() throws SQLException {
        run(
                "create table lease (id int, ends_at timestamp)",
                "insert into lease values (1, timestamp '2026-01-02 03:04:05'), (2, null)",
                "insert into invoice values (1, false)");
        HsqlDialect dialect = new HsqlDialect();
        try (Connection harness = source.getConnection();
                Connection worker = source.getConnection()) {
            Relation lease = dialect.schema().catalog(harness, any -> false).find(new Name("", "lease"));
            Content now = dialect.rows().read(harness, List.of(lease)).get(0);
            @Nullable Object[] first = {1, LocalDateTime.parse("2026-01-02T02:04:05")};
            Content older = new Content(List.of(first, now.rows().get(1)), Map.of());
            worker.setAutoCommit(false);
            Queries.run(worker, "update invoice set charged = true");

            assertThat(dialect.ageing().age(harness, lease, now, older)).containsExactly(0);
            assertThat(dialect.rows().read(harness, List.of(lease)).get(0).sameAs(now))
                    .isTrue();

            worker.rollback();
            assertThat(dialect.ageing().age(harness, lease, now, older)).isEmpty();
            assertThat(dialect.rows().read(harness, List.of(lease)).get(0).sameAs(older))
                    .isTrue();
        }
    }

    /** The worker that changes the row charges; the second one waits for the first, and then finds it charged. */
    @Test
    void changeOfARowThenInsert_isSafe() {
        Verdict verdict = explore(connection -> {
            if (Direct.execute(connection, "update invoice set charged = true where id = 42 and charged = false")
                    == 1) {
                charge(connection);
            }
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update invoice set charged = true where id = 1 | update invoice set charged = false where id = 1",
                "insert into invoice values (9, true) | insert into invoice values (9, false)"
            })
    void waitForALock_isSeenWithItsHolder_andGoesWithTheTransaction(String first, String second) throws SQLException {
        run("insert into invoice values (1, false)");
        HsqlLocking locking = new HsqlLocking();
        try (Connection holder = source.getConnection();
                Connection waiter = source.getConnection();
                Connection asking = source.getConnection()) {
            holder.setAutoCommit(false);
            waiter.setAutoCommit(false);
            Queries.run(holder, first);
            List<Long> both = List.of(locking.number(holder), locking.number(waiter));
            assertThat(locking.blocked(asking, both, List.of())).isNull();

            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
                try {
                    Queries.run(waiter, second);
                } catch (SQLException refusal) {
                    throw new IllegalStateException(refusal);
                }
            });
            Blocked blocked = null;
            while (blocked == null && !waiting.isDone()) {
                blocked = locking.blocked(asking, both, List.of());
            }

            assertThat(blocked).isEqualTo(new Blocked(both.get(1), Set.of(both.get(0)), null));
            holder.rollback();
            waiting.join();
            assertThat(locking.blocked(asking, both, List.of())).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table ids (id int generated by default as identity) | generated column IDS.ID",
                "create sequence numbers | sequence NUMBERS",
                "create trigger fires after insert on charge for each row update invoice set charged = true | trigger FIRES",
                "create table big (it blob) | a column of type BINARY LARGE OBJECT, BIG.IT",
                "set database transaction control locks | set database transaction control mvcc"
            })
    void whatItDoesNotSupport_isRefusedByName(String sql, String named) throws SQLException {
        run(sql);

        assertThatThrownBy(() -> explore(HsqlDialectTests::charge))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(named);
    }

    @Test
    void guard_isRefusedByName() {
        Database db = Database.watching(source);

        assertThatThrownBy(() -> job(db, HsqlDialectTests::charge).withoutGuard(Guard.uniqueIndex("db", "one_charge")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("guards of HSQLDB");
    }

    @Test
    void now_goesOnWithinATransaction() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            @Nullable Object first = Direct.query(connection, "call current_timestamp");
            while (first.equals(Direct.query(connection, "call current_timestamp"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void useOfASeveredConnection_isRefusedAsTheDriverDoes() throws SQLException {
        Connection connection = source.getConnection();
        new HsqlLoss().sever(connection);

        SQLException said = new HsqlLoss().closed(connection);
        assertThatThrownBy(connection::createStatement)
                .hasSameClassAs(said)
                .hasMessage(said.getMessage())
                .extracting(real -> ((SQLException) real).getSQLState())
                .isEqualTo(said.getSQLState());
    }
}
