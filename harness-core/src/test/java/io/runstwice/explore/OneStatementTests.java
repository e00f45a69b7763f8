package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One statement in autocommit is no guard against another one that runs at the same moment; a unique key is. */
@Tag("exhaustive")
class OneStatementTests {

    private static final String IF_ABSENT = "insert into charges (invoice_id) select id from invoices"
            + " where id = 42 and not exists (select 1 from charges where invoice_id = 42)";

    private static final List<String> SCHEMA = List.of(
            "create table invoices (id int primary key, paid int)",
            "create table charges (invoice_id int, foreign key (invoice_id) references invoices (id))",
            "create table keyed (invoice_id int primary key)",
            "insert into invoices values (42, 0)");

    static Stream<DataSource> databases() throws SQLException {
        return Stream.of(Postgres.database("one_statement", SCHEMA), h2(), mariaDb());
    }

    private static DataSource h2() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:one_statement" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        run(source, SCHEMA);
        return source;
    }

    private static DataSource mariaDb() throws SQLException {
        return MariaDb.database("one_statement", SCHEMA);
    }

    private static void run(DataSource source, List<String> statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Verdict explore(DataSource source, String sql) {
        Database db = Database.watching(source).disposable();
        return RunsTwice.job("Charge", delivery -> run(db.dataSource(), List.of(sql)))
                .watching(db)
                .explore();
    }

    /** Two plain connections in autocommit, kept by a third one between their looking and their acting. */
    private static void runTwoAtOnce(DataSource source) throws Exception {
        CompletableFuture<Void> first;
        CompletableFuture<Void> second;
        try (Connection third = source.getConnection();
                Statement lock = third.createStatement();
                Connection watching = source.getConnection();
                Statement waiting = watching.createStatement()) {
            third.setAutoCommit(false);
            lock.execute("select paid from invoices where id = 42 for update");
            first = CompletableFuture.runAsync(() -> tried(source), OneStatementTests::onAThread);
            second = CompletableFuture.runAsync(() -> tried(source), OneStatementTests::onAThread);
            Awaitility.await()
                    .until(() -> count(
                                    waiting,
                                    "select count(*) from pg_stat_activity where datname = current_database()"
                                            + " and wait_event_type = 'Lock'")
                            == 2);
            third.commit();
        }
        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
    }

    private static void onAThread(Runnable body) {
        new Thread(body).start();
    }

    private static void tried(DataSource source) {
        try {
            run(source, List.of(IF_ABSENT));
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** The second one comes before the first one's commit, as it does if each of them commits by itself. */
    private static long rowsOfTwoThatOverlap(DataSource source) throws Exception {
        CompletableFuture<Void> second;
        try (Connection one = source.getConnection();
                Statement first = one.createStatement()) {
            one.setAutoCommit(false);
            first.executeUpdate(IF_ABSENT);
            second = CompletableFuture.runAsync(() -> tried(source), OneStatementTests::onAThread);
            if (!source.getClass().getName().contains("maria")) {
                second.get(20, TimeUnit.SECONDS); // it does not wait
            }
            one.commit();
        }
        second.get(20, TimeUnit.SECONDS);
        return rows(source);
    }

    private static long rows(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return count(statement, "select count(*) from charges");
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void twoRealStatementsAtOnce_onPostgreSql_bothInsert() throws Exception {
        DataSource source = Postgres.database("one_statement_twice", SCHEMA);

        runTwoAtOnce(source);

        assertThat(rows(source)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void checkAndActInOneStatement_isAsUnsafeAsOnTheServer(DataSource source) throws Exception {
        Verdict verdict = explore(source, IF_ABSENT);
        long rows = rowsOfTwoThatOverlap(source);

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isFalse();
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isEqualTo(rows == 2);
        assertThat(rows == 2).isEqualTo(!source.getClass().getName().contains("maria"));
    }

    @Test
    void checkAndActInOneStatement_story() throws SQLException {
        Verdict verdict = explore(Postgres.database("one_statement_story", SCHEMA), IF_ABSENT);

        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause in flight of db INSERT charges #1; copy D2; D1");
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void conditionalUpdate_looksAgainWhenItHasWaited_isSafe(DataSource source) {
        Verdict verdict = explore(source, "update invoices set paid = paid + 1 where paid = 0");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void uniqueKeyDecides_isSafeAndComplete() throws SQLException {
        Verdict verdict = explore(
                Postgres.database("one_statement_keyed", SCHEMA),
                "insert into keyed select id from invoices where id = 42 on conflict do nothing");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }
}
