package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

/** A time that a job copies from its message stands when time passes; one that it computes from now grows older. */
@Tag("exhaustive")
class FixedTimesTests {

    private static final Instant LONG_AGO = Instant.parse("2024-03-01T10:15:00Z");
    private static final Instant JUST_NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final Instant YESTERDAY = Instant.now().minusSeconds(86_400).truncatedTo(ChronoUnit.HOURS);

    private static final List<String> SCHEMA = List.of(
            "create table plain (at timestamp(6) primary key, amount int)",
            "create table zoned (at timestamp with time zone primary key, amount int)",
            "create table daily (at date primary key, amount int)",
            "create table epoch (at bigint primary key, amount int)",
            "create table iso (at varchar(40) primary key, amount int)",
            "create table pair (customer int, at timestamp(6), amount int, primary key (customer, at))",
            "create table indexed (id int, at timestamp(6), amount int)",
            "create unique index indexed_at on indexed (at, id)",
            "create table slot (at timestamp(6) primary key)",
            "create table referring (at timestamp(6) primary key references slot, amount int)",
            "create table bill (id int primary key, due_on date, due_at timestamp(6))",
            "create table reminder (due_on date, due_at timestamp(6), amount int, primary key (due_on, due_at))");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("fixed_times", SCHEMA);
        h2 = H2.database("fixed_times", SCHEMA);
        mariaDb = MariaDb.database(
                "fixed_times",
                SCHEMA.stream()
                        .map(sql -> sql.replace("timestamp with time zone", "timestamp(6)")
                                .replace("at timestamp(6) primary key, amount", "at datetime(6) primary key, amount")
                                .replace("references slot", "references slot (at)"))
                        .toList());
    }

    /** Each insert is all that a delivery does; one that is refused as a duplicate is acknowledged. */
    private static void insert(Database db, String into, Object... values) throws SQLException {
        String marks = "?, ".repeat(values.length);
        try (Connection connection = db.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into " + into + " values (" + marks + "1999)")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant at ? Timestamp.from(at) : values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException refusal) {
            if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                throw refusal;
            }
        }
    }

    private interface Body {
        void perform(Database db, Delivery delivery) throws Exception;
    }

    private static Verdict explore(Database db, String given, Duration bound, Body body) {
        return RunsTwice.job("Job", delivery -> body.perform(db, delivery))
                .given(() -> {
                    if (!given.isEmpty()) {
                        db.execute(given);
                    }
                })
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime())
                .explore();
    }

    private static Verdict explore(DataSource source, Duration bound, Body body) {
        return explore(Database.watching(source), "", bound, body);
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    static Stream<Arguments> messages() {
        return Stream.of(postgres, h2, mariaDb)
                .flatMap(source -> Stream.of(LONG_AGO, JUST_NOW, YESTERDAY).map(at -> Arguments.of(source, at)));
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2, mariaDb);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesOwnTime_asAKey_isSafe(DataSource source, Instant at) {
        for (String table : List.of("plain", "zoned")) {
            isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, table, at)));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesOwnTime_asNumberOrText_isSafe(DataSource source, Instant at) {
        isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, "epoch", at.toEpochMilli())));
        isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, "iso", at.toString())));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesOwnTime_inAKeyOfTwo_orAUniqueIndex_isSafe(DataSource source, Instant at) {
        isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, "pair", 7, at)));
        isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, "indexed", 7, at)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void messagesOwnDay_asAKey_isSafe(DataSource source) {
        isSafe(explore(
                source,
                Duration.ofHours(25),
                (db, delivery) -> insert(db, "daily", java.sql.Date.valueOf("2024-03-01"))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesOwnTime_thatRefersToAGivenOne_isSafe(DataSource source, Instant at) {
        Database db = Database.watching(source);
        Verdict verdict = RunsTwice.job("Job", delivery -> insert(db, "referring", at))
                .given(() -> db.execute("insert into slot values (?)", Timestamp.from(at)))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        isSafe(verdict);
    }

    /** The given row grows older, and so does what was copied from it. */
    @ParameterizedTest
    @MethodSource("databases")
    void timeThatIsCopiedFromAGivenRow_goesWithIt_isSafe(DataSource source) {
        for (String given : List.of(
                "insert into bill values (1, date '2024-03-01', localtimestamp + interval '1' hour)",
                "insert into bill values (1, date '2024-03-01', timestamp '2024-03-01 10:15:00')")) {
            Verdict verdict = explore(Database.watching(source), given, Duration.ofHours(25), (db, delivery) -> {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.executeUpdate("insert into reminder select due_on, due_at, 1999 from bill");
                } catch (SQLException refusal) {
                    if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                        throw refusal;
                    }
                }
            });

            isSafe(verdict);
        }
    }

    /** One column, and both: the message's own time and the time of the delivery. */
    @ParameterizedTest
    @MethodSource("databases")
    void columnOfBoth_isToldApartByValue(DataSource source) {
        isSafe(explore(source, Duration.ofHours(1), (db, delivery) -> insert(db, "plain", JUST_NOW)));
        isUnsafe(explore(source, Duration.ofHours(1), (db, delivery) -> {
            insert(db, "plain", JUST_NOW);
            insert(db, "pair", 7, Instant.now());
        }));
    }

    static Stream<Arguments> nows() {
        Function<Delivery, Instant> clock = delivery -> delivery.clock().instant();
        Function<Delivery, Instant> machine = delivery -> Instant.now();
        return Stream.of(postgres, h2, mariaDb)
                .flatMap(source -> Stream.of(clock, machine).map(now -> Arguments.of(source, now)));
    }

    @ParameterizedTest
    @MethodSource("nows")
    void hourOfTheDelivery_asAKey_isNeverCalledSafe(DataSource source, Function<Delivery, Instant> now) {
        Verdict verdict = explore(
                source,
                Duration.ofHours(1),
                (db, delivery) -> insert(db, "plain", now.apply(delivery).truncatedTo(ChronoUnit.HOURS)));

        assertThat(verdict.isSafe()).as(verdict.toString()).isFalse();
    }

    /**
     * Nothing tells what a job cut from the machine's clock from what its message said, if both are this hour: the test
     * has to.
     */
    @Test
    void hourOfNow_thatMayBeTheMessages_isAskedFor_andTheAnswerIsHeard() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Body body = (db, delivery) -> insert(db, "plain", hour);

        Verdict asked = explore(Database.watching(postgres), "", Duration.ofHours(1), body);
        Verdict fixed = explore(Database.watching(postgres).fixed("plain.at"), "", Duration.ofHours(1), body);
        Verdict ages = explore(Database.watching(postgres).ages("plain.at"), "", Duration.ofHours(1), body);

        assertThat(asked.isInconclusive()).as(asked.toString()).isTrue();
        assertThat(asked.toString()).contains("plain.at").contains("Database.fixed(\"plain.at\")");
        isSafe(fixed);
        isUnsafe(ages);
    }

    /** A day that the message names is no day of now, unless it is about today. */
    @Test
    void dayOfNow_asAKey_isNeverCalledSafe() {
        for (Function<Delivery, LocalDate> day : List.<Function<Delivery, LocalDate>>of(
                delivery -> LocalDate.now(),
                delivery -> LocalDate.ofInstant(delivery.clock().instant(), java.time.ZoneId.systemDefault()))) {
            Verdict verdict =
                    explore(postgres, Duration.ofHours(25), (db, delivery) -> insert(db, "daily", day.apply(delivery)));

            assertThat(verdict.isSafe()).as(verdict.toString()).isFalse();
        }
    }
}
