package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.fixture.H2;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text or a number may hold this hour or this day. It cannot grow older, so the next delivery sees another hour. */
@Tag("exhaustive")
class TruncatedTimesTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(25);

    private static final List<String> SCHEMA = List.of(
            "create table texts (bucket varchar(40) primary key, amount int)",
            "create table numbers (bucket bigint primary key, amount int)",
            "create table charge (id int primary key, bucket varchar(40), amount int)",
            "create table stats (id int primary key, bucket varchar(40), total int)");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("time_words", SCHEMA);
        h2 = H2.database("time_words", SCHEMA);
        mariaDb = MariaDb.database("time_words", SCHEMA);
    }

    private static Verdict explore(DataSource source, Duration bound, String given, String... sql) {
        Database db = Database.watching(source);
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        for (String one : sql) {
                            statement.executeUpdate(one);
                        }
                    } catch (SQLException refusal) {
                        if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                            throw refusal;
                        }
                    }
                })
                .given(() -> {
                    if (!given.isEmpty()) {
                        db.execute(given);
                    }
                })
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime())
                .explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    static Stream<Arguments> hours() {
        return Stream.of(
                Arguments.of(postgres, "to_char(now(), 'YYYY-MM-DD HH24')"),
                Arguments.of(postgres, "to_char(current_timestamp at time zone 'UTC', 'YYYYMMDDHH24')"),
                Arguments.of(postgres, "'hour-' || to_char(now(), 'HH24')"),
                Arguments.of(postgres, "date_trunc('hour', now())::text"),
                Arguments.of(postgres, "to_char('now'::timestamptz, 'YYYY-MM-DD HH24')"),
                Arguments.of(postgres, "left(now()::text, 13)"),
                Arguments.of(postgres, "format('%s', date_trunc('hour', now()))"),
                Arguments.of(h2, "substring(cast(now() as varchar), 1, 13)"),
                Arguments.of(mariaDb, "left(now(), 13)"),
                Arguments.of(h2, "formatdatetime(now(), 'yyyy-MM-dd HH')"),
                Arguments.of(h2, "to_char(current_timestamp, 'YYYY-MM-DD HH24')"),
                Arguments.of(mariaDb, "date_format(now(), '%Y-%m-%d %H')"),
                Arguments.of(mariaDb, "concat('hour-', hour(current_timestamp()))"));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(postgres, "floor(extract(epoch from now()) / 3600)"),
                Arguments.of(postgres, "date_part('hour', now())"),
                Arguments.of(h2, "extract(hour from now())"),
                Arguments.of(h2, "datediff('hour', timestamp '2020-01-01 00:00:00', now())"),
                Arguments.of(mariaDb, "timestampdiff(hour, '2020-01-01', now())"),
                Arguments.of(mariaDb, "unix_timestamp() div 3600"),
                Arguments.of(mariaDb, "hour(now())"));
    }

    static Stream<Arguments> days() {
        return Stream.of(
                Arguments.of(postgres, "to_char(now(), 'YYYY-MM-DD')"),
                Arguments.of(postgres, "current_date::text"),
                Arguments.of(postgres, "'day ' || current_date"),
                Arguments.of(h2, "cast(current_date as varchar)"),
                Arguments.of(mariaDb, "date_format(curdate(), '%Y%m%d')"));
    }

    @ParameterizedTest
    @MethodSource("hours")
    void hourAsAKey_anHourLater_isUnsafe(DataSource source, String hour) {
        isUnsafe(explore(source, HOUR, "", "insert into texts values (" + hour + ", 1999)"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void hourAsANumber_anHourLater_isUnsafe(DataSource source, String hour) {
        isUnsafe(explore(source, HOUR, "", "insert into numbers values (" + hour + ", 1999)"));
    }

    @Test
    void dayAsANumber_aDayLater_isUnsafe() {
        isUnsafe(explore(postgres, DAY, "", "insert into numbers values (current_date - date '2020-01-01', 1999)"));
    }

    @ParameterizedTest
    @MethodSource("days")
    void dayAsAKey_aDayLater_isUnsafe(DataSource source, String day) {
        isUnsafe(explore(source, DAY, "", "insert into texts values (" + day + ", 1999)"));
    }

    /** What the verdict is does not depend on how late it is while the test runs. */
    @ParameterizedTest
    @MethodSource("days")
    void dayAsAKey_anHourLater_isTheSameDay_andNamed(DataSource source, String day) {
        Verdict verdict = explore(source, HOUR, "", "insert into texts values (" + day + ", 1999)");

        isSafe(verdict);
        assertThat(verdict.certificate()).contains("texts.bucket");
    }

    /** Looked up by the hour, with nothing else that tells. */
    @ParameterizedTest
    @MethodSource("hours")
    void hourThatIsLookedUp_anHourLater_isUnsafe(DataSource source, String hour) {
        isUnsafe(explore(
                source,
                HOUR,
                "insert into stats values (7, '', 0)",
                "update stats set total = total + 1, bucket = " + hour + " where id = 7 and bucket <> " + hour));
    }

    /** It is told by its id whether it was done; the hour is only kept. */
    @ParameterizedTest
    @MethodSource("hours")
    void hourBesideAKey_isSafe(DataSource source, String hour) {
        isSafe(explore(source, HOUR, "", "insert into charge values (42, " + hour + ", 1999)"));
    }

    /** Written anew by each delivery, as late as it comes. */
    @ParameterizedTest
    @MethodSource("hours")
    void hourThatEachDeliveryWrites_isSafe(DataSource source, String hour) {
        isSafe(explore(
                source,
                HOUR,
                "insert into stats values (7, '', 5)",
                "update stats set total = 6, bucket = " + hour + " where id = 7"));
    }

    /** An amount beside it is compared as ever. */
    /** The word of now leaves the database: it is the key under which a mail is sent. */
    private static Verdict mailing(String key) {
        Database db = Database.watching(postgres);
        Effects mails = Effects.keyed();
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("select " + key)) {
                        row.next();
                        mails.perform("mail", row.getString(1), "hello");
                    }
                })
                .watching("db", db)
                .watching("mails", mails)
                .within(Bounds.standard().redeliveredWithin(HOUR).oneAtATime())
                .explore();
    }

    @Test
    void hourInTheKeyOfAMail_anHourLater_isUnsafe() {
        isUnsafe(mailing("to_char(now(), 'YYYYMMDDHH24')"));
        isSafe(mailing("'order-7-' || extract(year from date '2024-02-29')"));
    }

    /**
     * A whole time in a text is no such word, but it is made of now in the same way: a later delivery sees the later
     * one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"now()::text", "to_char(now(), 'YYYY-MM-DD HH24:MI:SS.US')"})
    void wholeTimeBesideADay_isSafe_untilAnAmountGrows(String time) {
        String given = "insert into charge values (1, '', 0); insert into stats values (1, '', 0)";
        String day = "update charge set bucket = current_date::text where id = 1";

        isSafe(explore(postgres, HOUR, given, day, "update stats set bucket = " + time + " where id = 1"));
        isUnsafe(explore(
                postgres, HOUR, given, day, "update stats set total = total + 1, bucket = " + time + " where id = 1"));
    }

    @ParameterizedTest
    @MethodSource("hours")
    void totalBesideAnHour_thatGrows_isUnsafe(DataSource source, String hour) {
        isUnsafe(explore(
                source,
                HOUR,
                "insert into stats values (7, '', 5)",
                "update stats set total = total + 1, bucket = " + hour + " where id = 7"));
    }

    static Stream<Function<Delivery, String>> clocks() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH").withZone(ZoneOffset.UTC);
        return Stream.of(
                delivery -> format.format(delivery.clock().instant()),
                delivery -> "hour-" + delivery.clock().instant().getEpochSecond() / 3_600,
                delivery -> DateTimeFormatter.ofPattern("HH")
                        .withZone(ZoneOffset.UTC)
                        .format(delivery.clock().instant()));
    }

    private static Verdict insert(String sql, Function<Delivery, String> bucket) {
        Database db = Database.watching(postgres);
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setString(1, bucket.apply(delivery));
                        statement.executeUpdate();
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void hourOfTheDeliverysClock_asAKey_isUnsafe(Function<Delivery, String> bucket) {
        isUnsafe(insert("insert into texts values (?, 1999) on conflict do nothing", bucket));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void hourOfTheDeliverysClock_besideAKey_isSafe(Function<Delivery, String> bucket) {
        isSafe(insert("insert into charge values (42, ?, 1999) on conflict do nothing", bucket));
    }
}
