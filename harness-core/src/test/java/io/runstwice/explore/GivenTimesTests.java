package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times that the set-up computed from now grow older; what it wrote down stands, and the certificate says so. */
@Tag("exhaustive")
class GivenTimesTests {

    private static final Duration BOUND = Duration.ofHours(25);

    private static final List<String> SCHEMA = List.of(
            "create table offer (id int primary key, ends_at timestamp, on_day date)",
            "create table sale (id int primary key, price int)");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws java.sql.SQLException {
        postgres = Postgres.database("given_times", SCHEMA);
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:given_times;DB_CLOSE_DELAY=-1");
        h2 = memory;
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
        mariaDb = MariaDb.database(
                "given_times",
                SCHEMA.stream().map(sql -> sql.replace("timestamp", "datetime")).toList());
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2, mariaDb);
    }

    /**
     * Sells at the offer's price as long as there is one; a delivery that sells again sells at the price of that
     * moment.
     */
    private static void sell(Database db, String condition) throws Exception {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean offered;
            try (ResultSet rows = statement.executeQuery("select 1 from offer where " + condition)) {
                offered = rows.next();
            }
            statement.executeUpdate("delete from sale where id = 42");
            statement.executeUpdate("insert into sale values (42, " + (offered ? 80 : 100) + ")");
        }
    }

    private static Verdict explore(Database db, String given, String condition) {
        return RunsTwice.job("Sell", delivery -> sell(db, condition))
                .given(() -> db.execute(given))
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(BOUND).oneAtATime())
                .explore();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void offerThatEndsInAnHour_hasEndedADayLater_isUnsafe(DataSource source) {
        Verdict verdict = explore(
                Database.watching(source),
                "insert into offer values (1, localtimestamp + interval '1' hour, null)",
                "ends_at > localtimestamp");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; 25h later D2");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void offerOfToday_hasEndedADayLater_isUnsafe(DataSource source) {
        Verdict verdict = explore(
                Database.watching(source),
                "insert into offer values (1, null, current_date)",
                "on_day >= current_date");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void offerOfAFixedTime_stands_andIsNamed(DataSource source) {
        Verdict verdict = explore(
                Database.watching(source),
                "insert into offer values (1, timestamp '2099-05-05 11:11:11', date '2099-05-05')",
                "ends_at > localtimestamp and on_day > current_date");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("not aged: offer.ends_at, offer.on_day");
    }

    @Test
    void offerThatTheTestCallsFixed_stands() {
        Verdict verdict = explore(
                Database.watching(postgres).fixed("offer.ends_at"),
                "insert into offer values (1, localtimestamp + interval '1' hour, null)",
                "ends_at > localtimestamp");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("not aged: offer.ends_at");
    }

    /** Midnight looks written down. */
    @Test
    void wholeDay_stands_unlessTheTestSaysOtherwise() {
        String midnight = "insert into offer values (1, date_trunc('day', localtimestamp) + interval '1 day', null)";

        Verdict stands = explore(Database.watching(postgres), midnight, "ends_at > localtimestamp");
        Verdict ages = explore(Database.watching(postgres).ages("offer.ends_at"), midnight, "ends_at > localtimestamp");

        assertThat(stands.isSafe()).as(stands.toString()).isTrue();
        assertThat(ages.isUnsafe()).as(ages.toString()).isTrue();
    }

    @Test
    void columnThatIsNotThere_isRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> explore(
                        Database.watching(postgres).ages("offer.end"),
                        "insert into offer values (1, null, null)",
                        "true"))
                .hasMessageContaining("offer.end");
    }
}
