package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code of the schema makes a text of now, and no tap can show it a later one: what depends on that is never called
 * safe.
 */
class HiddenWordsTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<String> TABLES = List.of(
            "create table done (id int primary key)",
            "create table plain (bucket varchar(40) primary key, amount int)",
            "create table ticket (id int primary key, bucket varchar(40))");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database(
                "hidden_words",
                with(
                        "create table in_default (bucket text default to_char(now(), 'YYYYMMDDHH24') unique, amount int)",
                        "create table of_day (bucket text default to_char(now(), 'YYYYMMDD') unique, amount int)",
                        "create domain hour_text as text default to_char(current_timestamp, 'YYYYMMDDHH24')",
                        "create table in_domain (bucket hour_text primary key, amount int)",
                        "create table beside (id int primary key, bucket text default to_char(now(), 'YYYYMMDDHH24'))",
                        "create function this_hour() returns text language sql stable as 'select to_char(now(), ''HH24'')'",
                        "create function that_hour() returns text language plpgsql as"
                                + " $$ declare at timestamptz; begin at := 'now'; return 'h' || to_char(at, 'HH24'); end $$",
                        "create table calling (bucket text default this_hour() unique, amount int)",
                        "create view hours as select to_char(now(), 'YYYYMMDDHH24') as bucket",
                        "create function fill() returns trigger language plpgsql as"
                                + " $$ begin new.bucket := to_char(now(), 'YYYYMMDDHH24'); return new; end $$",
                        "create table in_trigger (bucket text primary key, amount int)",
                        "create trigger fill before insert on in_trigger for each row execute function fill()",
                        "create trigger fill before insert on ticket for each row execute function fill()"));
        h2 = H2.database(
                "hidden_words",
                with(
                        "create table in_default (bucket varchar default formatdatetime(now(), 'yyyyMMddHH') unique, amount int)",
                        "create table of_day (bucket varchar default formatdatetime(now(), 'yyyyMMdd') unique, amount int)",
                        "create domain hour_text as varchar default to_char(current_timestamp, 'YYYYMMDDHH24')",
                        "create table in_domain (bucket hour_text primary key, amount int)",
                        "create table generated (bucket varchar generated always as (formatdatetime(now(), 'HH')) unique, amount int)",
                        "create table beside (id int primary key, bucket varchar default formatdatetime(now(), 'yyyyMMddHH'))",
                        "create view hours as select formatdatetime(now(), 'yyyyMMddHH') as bucket"));
        mariaDb = MariaDb.database(
                "hidden_words",
                with(
                        "create table in_default (bucket varchar(40) default date_format(now(), '%Y%m%d%H') unique, amount int)",
                        "create table of_day (bucket varchar(40) default date_format(now(), '%Y%m%d') unique, amount int)",
                        "create table beside (id int primary key, bucket varchar(40) default date_format(now(), '%Y%m%d%H'))",
                        "create view hours as select date_format(now(), '%Y%m%d%H') as bucket",
                        "create function this_hour() returns varchar(40) return date_format(now(), '%Y%m%d%H')",
                        "create table in_trigger (bucket varchar(40) primary key, amount int)",
                        "create trigger fill before insert on in_trigger for each row"
                                + " set new.bucket = date_format(now(), '%Y%m%d%H')"));
    }

    private static List<String> with(String... more) {
        List<String> all = new ArrayList<>(TABLES);
        all.addAll(List.of(more));
        return all;
    }

    private static Verdict explore(DataSource source, Duration bound, String... sql) {
        Database db = Database.watching(source);
        return RunsTwice.job("Job", delivery -> run(db, sql))
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime())
                .explore();
    }

    /** All of it is one transaction; one that is refused as a duplicate is acknowledged. */
    private static void run(Database db, String... sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String one : sql) {
                statement.executeUpdate(one);
            }
            connection.commit();
        } catch (SQLException refusal) {
            if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                throw refusal;
            }
        }
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                Arguments.of(
                        postgres, "insert into in_default (amount) values (5)", "the default of in_default.bucket"),
                Arguments.of(
                        postgres, "insert into in_default values (default, 5)", "the default of in_default.bucket"),
                Arguments.of(postgres, "insert into in_domain (amount) values (5)", "the default of in_domain.bucket"),
                Arguments.of(postgres, "insert into calling (amount) values (5)", "this_hour()"),
                Arguments.of(postgres, "insert into in_trigger (amount) values (5)", "a trigger of in_trigger"),
                Arguments.of(postgres, "insert into plain select this_hour(), 5", "this_hour()"),
                Arguments.of(postgres, "insert into plain select that_hour(), 5", "that_hour()"),
                Arguments.of(postgres, "insert into plain select bucket, 5 from hours", "the view hours"),
                Arguments.of(h2, "insert into in_default (amount) values (5)", "the default of in_default.bucket"),
                Arguments.of(h2, "insert into in_domain (amount) values (5)", "the default of in_domain.bucket"),
                Arguments.of(h2, "insert into generated (amount) values (5)", "the generated column generated.bucket"),
                Arguments.of(h2, "insert into plain select bucket, 5 from hours", "the view hours"),
                Arguments.of(mariaDb, "insert into in_default (amount) values (5)", "the default of in_default.bucket"),
                Arguments.of(mariaDb, "insert into in_trigger (amount) values (5)", "a trigger of in_trigger"),
                Arguments.of(mariaDb, "insert into plain select this_hour(), 5", "this_hour()"),
                Arguments.of(mariaDb, "insert into plain select bucket, 5 from hours", "the view hours"));
    }

    /** An hour later it is another key, so the delivery acts again. */
    @ParameterizedTest
    @MethodSource("hidden")
    void hourThatTheSchemaMakes_asAKey_isNamed(DataSource source, String insert, String where) {
        Verdict verdict = explore(source, HOUR, insert);

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains(where);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(postgres, h2, mariaDb).flatMap(source -> Stream.of(
                        // the job gives its own
                        "insert into in_default (bucket, amount) values ('42', 5)",
                        "insert into in_default values ('42', 5)",
                        "insert into in_default select '42', 5",
                        // no key, and no reader
                        "insert into beside (id) values (42)",
                        // the same all day
                        "insert into of_day (amount) values (5)")
                .map(insert -> Arguments.of(source, insert)));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void hourThatTheSchemaMakes_whereItTellsNothing_isSafe(DataSource source, String insert) {
        Verdict verdict = explore(source, HOUR, insert);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2, mariaDb);
    }

    /**
     * What was done is told by an id in the same transaction: no row with an hour of before is left where another
     * delivery acts.
     */
    @ParameterizedTest
    @MethodSource("databases")
    void hourThatTheSchemaMakes_behindAGuard_isSafe(DataSource source) {
        Verdict verdict =
                explore(source, HOUR, "insert into done values (42)", "insert into in_default (amount) values (5)");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void dayThatTheSchemaMakes_aDayLater_isNamed(DataSource source) {
        Verdict verdict = explore(source, Duration.ofHours(25), "insert into of_day (amount) values (5)");

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("the default of of_day.bucket");
    }

    /** The trigger fills a column that is no key. */
    @Test
    void triggerThatFillsAnHourBesideAKey_isSafe() {
        Verdict verdict = explore(postgres, HOUR, "insert into ticket (id) values (42)");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
