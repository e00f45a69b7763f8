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
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Columns that keep whole seconds are judged like any other: few baselines fit into one second, so another one tells
 * what goes with the clock.
 */
@Tag("exhaustive")
class WholeSecondsTests {

    private static final List<String> SCHEMA = List.of(
            "create table lease (id int primary key, until timestamp(0) null, touched timestamp(0) null)",
            "create table charge (id int generated always as identity primary key, amount int)");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("whole_seconds", SCHEMA);
        h2 = H2.database("whole_seconds", SCHEMA);
        mariaDb = MariaDb.database(
                "whole_seconds",
                SCHEMA.stream()
                        .map(sql -> sql.replace("timestamp(0)", "datetime")
                                .replace(
                                        "int generated always as identity primary key",
                                        "int auto_increment primary key"))
                        .toList());
    }

    private static Verdict explore(DataSource source, String until, String over, Function<Delivery, Instant> now) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        if (run(
                                        connection,
                                        "update lease set until = " + until
                                                + ", touched = current_timestamp where id = 42 and (until is null or until < "
                                                + over + ")",
                                        now,
                                        delivery)
                                > 0) {
                            run(connection, "insert into charge (amount) values (1999)", now, delivery);
                        }
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into lease values (42, null, null)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    /** The first parameter is the lease's end, the second now. */
    private static int run(Connection connection, String sql, Function<Delivery, Instant> now, Delivery delivery)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                Instant instant = now.apply(delivery);
                Duration lease = Duration.ofMinutes(Integer.parseInt(sql.replaceAll("(?s).*/\\* (\\d+) .*", "$1")));
                statement.setTimestamp(1, Timestamp.from(instant.plus(lease)));
                statement.setTimestamp(2, Timestamp.from(instant));
            }
            return statement.executeUpdate();
        }
    }

    static Stream<Arguments> leases() {
        Function<Delivery, Instant> machine = delivery -> Instant.now();
        return Stream.of(postgres, h2, mariaDb)
                .flatMap(source -> Stream.of(
                        Arguments.of(source, "current_timestamp + interval '%s' minute", "current_timestamp", machine),
                        Arguments.of(source, "? /* %s minutes */", "?", machine)));
    }

    @ParameterizedTest
    @MethodSource("leases")
    void lease_lapsesAndLasts(DataSource source, String until, String over, Function<Delivery, Instant> now) {
        Verdict lapses = explore(source, until.formatted(30), over, now);
        Verdict lasts = explore(source, until.formatted(90), over, now);

        assertThat(lapses.isUnsafe()).as(lapses.toString()).isTrue();
        assertThat(lasts.isSafe()).as(lasts.toString()).isTrue();
    }
}
