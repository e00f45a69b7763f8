package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that are put back before every schedule, and do not count when runs are compared. */
class NotComparingTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "put_back_not_compared",
                List.of(
                        "create table locks (id int generated always as identity primary key, name text unique, until timestamptz)",
                        "create table charges (invoice int primary key, lock_id int)",
                        "create table attempts (id int primary key, n int)"));
    }

    private static int update(DataSource db, String sql) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static boolean has(DataSource db, String query) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(query).next();
        }
    }

    /** Leaves its lock behind when it dies between the charge and the release. */
    private static void chargeUnderALock(DataSource db, String expiry) throws SQLException {
        if (has(db, "select 1 from charges where invoice = 42")) {
            return;
        }
        int taken = update(
                db,
                "insert into locks (name, until) values ('invoice-42', now() + interval '10 minutes')"
                        + " on conflict (name) do update set until = excluded.until" + expiry);
        if (taken == 0) {
            throw new IllegalStateException("somebody else has the lock");
        }
        update(db, "insert into charges (invoice) values (42) on conflict do nothing");
        update(db, "delete from locks where name = 'invoice-42'");
    }

    private static Verdict explore(String expiry, UnaryOperator<Database> declared) {
        Database db = declared.apply(Database.watching(source));
        return RunsTwice.job("ChargeJob", delivery -> chargeUnderALock(db.dataSource(), expiry))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static final String LAPSES = " where locks.until < now()";
    private static final String NEVER_LAPSES = " where false";

    @Test
    void lockThatADeadWorkerLeaves_isADifferenceUnlessItIsNotCompared() {
        Verdict compared = explore(LAPSES, db -> db);
        Verdict notCompared = explore(LAPSES, db -> db.notComparing("locks"));

        assertThat(compared.isUnsafe()).as(compared.toString()).isTrue();
        assertThat(notCompared.isSafe()).as(notCompared.toString()).isTrue();
        assertThat(notCompared.certificate())
                .contains("db: put back, not compared: locks")
                .contains("db: attempts, charges (exactly once)");
    }

    @Test
    void lockThatIsIgnored_isNotPutBackAndSpoilsTheNextSchedule() {
        Verdict ignored = explore(LAPSES, db -> db.ignoring("locks"));

        assertThat(ignored.isSafe()).as(ignored.toString()).isFalse();
    }

    @Test
    void lockThatIsNotCompared_stillDecidesWhatLaterDeliveriesDo() {
        Verdict stuck = explore(NEVER_LAPSES, db -> db.notComparing("locks"));

        assertThat(stuck.isUnsafe()).as(stuck.toString()).isTrue();
        assertThat(stuck.toString()).contains("never settled");
    }

    @Test
    void attemptsThatAreNotCompared_areAPartOfTheState() {
        Database db = Database.watching(source).notComparing("attempts");
        Verdict verdict = RunsTwice.job("ChargeJob", delivery -> {
                    update(db.dataSource(), "update attempts set n = n + 1");
                    boolean givesUp = has(db.dataSource(), "select 1 from attempts where n > 2");
                    if (!givesUp) {
                        update(db.dataSource(), "insert into charges (invoice) values (42) on conflict do nothing");
                    }
                })
                .given(() -> db.execute("insert into attempts values (1, 0)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 crash after db UPDATE attempts #1; D2 crash after db UPDATE attempts #1; D3");
    }

    @Test
    void generatedIdThatPointsThere_isStillCancelled() {
        Database db = Database.watching(source).notComparing("locks");
        Verdict verdict = RunsTwice.job("ChargeJob", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        if (!statement.executeQuery("select 1 from charges").next()) {
                            statement.executeUpdate("insert into locks (name) values ('a')");
                            statement.executeUpdate("insert into charges (invoice) values (42)");
                        }
                        connection.commit();
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void tableThatIsNotThere_isAConfigurationError() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> explore(LAPSES, db -> db.notComparing("lokcs")))
                .withMessageContaining("lokcs");
    }

    @Test
    void labelAndEndpoint_areLeftOutAsWell() {
        Effects effects = Effects.unkeyed().notComparing("log");
        HttpService gateway = HttpService.stripeLike().notComparing("/v1/pings");
        Database db = Database.watching(source);
        Verdict verdict = RunsTwice.job("ChargeJob", delivery -> {
                    effects.perform("log", "begun");
                    ping(gateway.uri());
                    update(db.dataSource(), "insert into charges (invoice) values (42) on conflict do nothing");
                })
                .watching(db, effects, gateway)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("effects: put back, not compared: log")
                .contains("http: put back, not compared: /v1/pings");
    }

    private static void ping(URI service) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) service.resolve("/v1/pings").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write("a=1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (connection.getResponseCode() != 200) {
            throw new IOException("status " + connection.getResponseCode());
        }
    }
}
