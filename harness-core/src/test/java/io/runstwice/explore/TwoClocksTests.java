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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A lease that is written with one clock and looked at with the other is as old as it would be in reality, or the
 * job is not called safe.
 */
@Tag("exhaustive")
class TwoClocksTests {

    private static final List<String> SCHEMA = List.of(
            "create table lease (id int primary key, until timestamp(6) null, at timestamp(6) null)",
            "create table charge (id int generated always as identity primary key, amount int)");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("two_clocks", SCHEMA);
        h2 = H2.database("two_clocks", SCHEMA);
        mariaDb = MariaDb.database(
                "two_clocks",
                SCHEMA.stream()
                        .map(sql -> sql.replace("timestamp(6)", "datetime(6)")
                                .replace(
                                        "int generated always as identity primary key",
                                        "int auto_increment primary key"))
                        .toList());
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2, mariaDb);
    }

    private static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant at ? Timestamp.from(at) : values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private interface Taking {
        boolean take(Connection connection, Delivery delivery) throws SQLException;
    }

    /** Charges whenever it takes the lease, which a transaction guards. */
    private static Verdict explore(DataSource source, Taking taking) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        if (taking.take(connection, delivery)) {
                            run(connection, "insert into charge (amount) values (1999)");
                        }
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into lease values (42, null, null)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    /** Written by the database, looked at in SQL with the delivery's clock. */
    private static Taking inSql(int minutes) {
        return (connection, delivery) -> run(
                        connection,
                        "update lease set until = current_timestamp + interval '" + minutes
                                + "' minute where id = 42 and (until is null or until < ?)",
                        delivery.clock().instant())
                > 0;
    }

    /** Written by the database, looked at in Java with the delivery's clock. */
    private static Taking inJava(int minutes) {
        return (connection, delivery) -> {
            Instant now = delivery.clock().instant();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select until from lease where id = 42")) {
                row.next();
                Timestamp until = row.getTimestamp(1);
                if (until != null && until.toInstant().isAfter(now)) {
                    return false;
                }
            }
            return run(
                            connection,
                            "update lease set until = current_timestamp + interval '" + minutes
                                    + "' minute where id = 42")
                    > 0;
        };
    }

    /** Written with the delivery's clock, looked at by the database. */
    private static Taking theOtherWay(int minutes) {
        return (connection, delivery) -> run(
                        connection,
                        "update lease set until = ? where id = 42 and (until is null or until < current_timestamp)",
                        delivery.clock().instant().plus(Duration.ofMinutes(minutes)))
                > 0;
    }

    /** Written and looked at by the database; the delivery's clock is asked for something else. */
    private static Taking asideOf(int minutes) {
        return (connection, delivery) -> run(
                        connection,
                        "update lease set until = current_timestamp + interval '" + minutes
                                + "' minute, at = ? where id = 42 and (until is null or until < current_timestamp)",
                        delivery.clock().instant())
                > 0;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatLapsesInTime_isNeverCalledSafe(DataSource source) {
        for (Taking taking : List.of(inSql(30), inJava(30), theOtherWay(30), asideOf(30))) {
            Verdict verdict = explore(source, taking);

            assertThat(verdict.isSafe()).as(verdict.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatOutlivesTheBound_isNeverCalledUnsafe(DataSource source) {
        for (Taking taking : List.of(inSql(90), inJava(90), theOtherWay(90), asideOf(90))) {
            Verdict verdict = explore(source, taking);

            assertThat(verdict.isUnsafe()).as(verdict.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatOneClockWritesAndLooksAt_isJudged_thoughTheOtherIsAsked(DataSource source) {
        Verdict lasting = explore(source, asideOf(90));
        Verdict lapsing = explore(source, asideOf(30));

        assertThat(lasting.isSafe()).as(lasting.toString()).isTrue();
        assertThat(lapsing.isUnsafe()).as(lapsing.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("takings")
    void leaseThatTheClocksSeeDifferently_isInconclusive_byName(Taking taking) {
        Verdict verdict = explore(postgres, taking);

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("mixed clocks").contains("db lease.until");
    }

    static Stream<Taking> takings() {
        return Stream.of(inSql(90), inJava(90), theOtherWay(30));
    }

    /**
     * What the test gave is as old as the clock sees it that looks at it, though the other is asked for something else.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenTime_isSeenWithTheClockThatLooksAtIt(boolean now) {
        for (int minutes : List.of(1530, 1620)) {
            Database db = Database.watching(postgres);
            Verdict verdict = RunsTwice.job("Charge", delivery -> {
                        Instant clock = delivery.clock().instant();
                        try (Connection connection = db.dataSource().getConnection()) {
                            run(connection, "delete from charge");
                            run(connection, "update lease set until = current_timestamp where id = 7");
                            run(
                                    connection,
                                    "insert into charge (amount) select case when at > "
                                            + (now ? "current_timestamp" : "?")
                                            + " then 80 else 100 end from lease where id = 42",
                                    now ? new Object[0] : new Object[] {clock});
                        }
                    })
                    .given(() -> {
                        db.execute("insert into lease values (42, null, current_timestamp + interval '" + minutes
                                + "' minute)");
                        db.execute("insert into lease values (7, null, null)");
                    })
                    .watching(db)
                    .within(Bounds.standard()
                            .redeliveredWithin(Duration.ofHours(26))
                            .oneAtATime())
                    .explore();

            assertThat(verdict.isSafe()).as(now + " " + minutes + " " + verdict).isEqualTo(minutes == 1620);
            assertThat(verdict.isUnsafe())
                    .as(now + " " + minutes + " " + verdict)
                    .isEqualTo(minutes == 1530);
        }
    }
}
