package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction's now() stands where it began, also if time passes meanwhile. */
@Tag("exhaustive")
class StandingNowTests {

    private static final List<String> SCHEMA = List.of(
            "create table lease (id int primary key, taken int, until timestamp with time zone not null)",
            "create table job (id int primary key)",
            "create table holder (owner int primary key, until timestamp with time zone not null)",
            "create table charge (id int generated always as identity primary key, invoice int, at timestamp with time zone default current_timestamp)");

    private static DataSource postgres;
    private static DataSource h2;

    private final List<Long> olderCharges = new CopyOnWriteArrayList<>();
    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("standing_now", SCHEMA);
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create function is_over(at timestamptz) returns boolean language sql stable"
                    + " as 'select at < now()'");
        }
        h2 = H2.database("standing_now", SCHEMA);
        for (DataSource source : List.of(postgres, h2)) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create view lapsed as select id as lapsed_id from lease where until < current_timestamp");
            }
        }
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2);
    }

    private static int run(Connection connection, boolean prepared, String sql) throws SQLException {
        if (!prepared) {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("= 42", "= ?"))) {
            statement.setInt(1, 42);
            return statement.executeUpdate();
        }
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Begins a transaction with a look, takes the lease in it, and charges afterwards.
     *
     * @param over what tells that the lease has lapsed
     */
    private void charge(Database db, boolean prepared, String over) throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            olderCharges.add(count(connection, "charge where at < current_timestamp - interval '30' minute"));
            int taken = run(
                    connection,
                    prepared,
                    "update lease set until = current_timestamp + interval '30' minute where id = 42 and " + over);
            connection.commit();
            if (taken == 0) {
                throw new IllegalStateException("somebody else has it");
            }
            connection.setAutoCommit(true);
            run(connection, false, "insert into charge (invoice) values (42)");
        }
    }

    private RunsTwice job(DataSource source, boolean prepared, String over) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> {
                    attempts.add(delivery.attempt());
                    charge(db, prepared, over);
                })
                .given(() -> db.execute(
                        "insert into lease values (42, 0, timestamp with time zone '2020-02-20 20:20:20+00')"))
                .watching(db);
    }

    /** By the now() of its transaction the lease lasts for half an hour from its begin, and that was an hour ago. */
    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatIsTakenWithANowOfLongAgo_hasLapsedAtOnce(DataSource source) {
        for (boolean prepared : List.of(false, true)) {
            attempts.clear();
            Verdict verdict = job(source, prepared, "until < current_timestamp")
                    .replay(Schedule.parse(
                            "D1 pause before db UPDATE lease #1; 1h later D1 crash after db INSERT charge #1; D2"))
                    .explore();

            assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
            assertThat(attempts).as("nobody had to wait for the lease").endsWith(1, 2);
        }
    }

    /** Without a transaction now() is that of the statement. */
    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatIsTakenAtOnce_lasts(DataSource source) {
        Verdict verdict = job(source, false, "until < current_timestamp")
                .replay(Schedule.parse("D1 crash after db INSERT charge #1; D2"))
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(attempts).endsWith(1, 2, 3, 4);
    }

    @Test
    void functionThatAsksForNow_isNamed() {
        Verdict verdict = job(postgres, false, "is_over(until)")
                .replay(Schedule.parse("D1 pause before db UPDATE lease #1; 1h later D1"))
                .explore();

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains("time passed within a transaction, and \"UPDATE lease\" asks for its now() in is_over");
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                Arguments.of(postgres, "id in (select lapsed_id from lapsed)", "lapsed"),
                Arguments.of(h2, "id in (select lapsed_id from lapsed)", "lapsed"),
                Arguments.of(postgres, "until < 'now'", "a text that stands for a time ('now')"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void nowThatNobodyCanMove_isNamed(DataSource source, String over, String where) {
        Verdict verdict = job(source, false, over)
                .replay(Schedule.parse("D1 pause before db UPDATE lease #1; 1h later D1"))
                .explore();

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("asks for its now() in " + where);
    }

    /** Its default is the now() of the transaction, too: the next delivery finds it an hour old. */
    @Test
    void defaultThatIsNow_isAsOldAsTheTransaction() {
        Database db = Database.watching(postgres);
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        olderCharges.add(count(connection, "charge where at < now() - interval '30 minutes'"));
                        if (count(connection, "charge") == 0) {
                            run(connection, false, "insert into charge (invoice) values (42)");
                        }
                        connection.commit();
                    }
                })
                .watching(db)
                .replay(Schedule.parse("D1 pause before db INSERT charge #1; 1h later D1 crash after db COMMIT #1; D2"))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(olderCharges).endsWith(0L, 1L);
    }

    private static void mustBe(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("somebody else has it");
        }
    }

    /**
     * Takes a lease for half an hour under a lock, and charges under the same lock if the lease still lasts.
     *
     * @param now what the second transaction, which has begun before it waits for the lock, takes for now
     */
    private static void chargeUnderALease(Connection connection, int owner, String now) throws SQLException {
        connection.setAutoCommit(false);
        count(connection, "(select id from job where id = 42 for update) locked");
        if (count(connection, "charge") == 0) {
            mustBe(count(connection, "holder where until > current_timestamp") == 0);
            run(
                    connection,
                    false,
                    "insert into holder values (" + owner + ", current_timestamp + interval '30' minute)");
            connection.commit();
            count(connection, "holder");
            count(connection, "(select id from job where id = 42 for update) locked");
            mustBe(count(connection, "holder where owner = " + owner + " and until > " + now) == 1);
            run(connection, false, "insert into charge (invoice) values (42)");
        }
        connection.commit();
    }

    private static Verdict exploreLease(String now) {
        Database db = Database.watching(postgres).notComparing("holder");
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        chargeUnderALease(connection, delivery.attempt(), now);
                    }
                })
                .given(() -> db.execute("insert into job values (42)"))
                .watching(db)
                .explore();
    }

    /** It stood still while its lease lapsed, and its transaction still thinks that it lasts. */
    @Tag("proof")
    @Test
    void leaseThatIsLookedAtWithTheNowOfItsTransaction_isFoundUnsafeByExploring() {
        Verdict verdict = exploreLease("now()");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule().toString()).contains("D1 pause before", "1h later D2");
    }

    @Tag("proof")
    @Test
    void leaseThatIsLookedAtWithARealNow_isSafe() {
        Verdict verdict = exploreLease("clock_timestamp()");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
