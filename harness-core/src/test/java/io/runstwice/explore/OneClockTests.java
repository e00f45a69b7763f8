package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written with the controlled clock does not grow older by itself: that clock moves. */
@Tag("exhaustive")
class OneClockTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "one_clock",
                List.of(
                        "create table lease (id int primary key, until timestamptz, millis bigint)",
                        "create table offer (id int primary key, ends_at timestamptz)",
                        "create table charge (id int generated always as identity primary key, amount int)"));
    }

    /** Whose now it is. */
    enum Now {
        CONTROLLED(delivery -> delivery.clock().instant()),
        MACHINE(delivery -> Instant.now());

        private final Function<Delivery, Instant> instant;

        Now(Function<Delivery, Instant> instant) {
            this.instant = instant;
        }
    }

    private static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant at ? Timestamp.from(at) : values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Charges once for as long as the lease lasts. */
    private static void charge(Database db, Delivery delivery, Now clock, Duration lease, boolean millis)
            throws SQLException {
        Instant now = clock.instant.apply(delivery);
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int taken = millis
                    ? run(
                            connection,
                            "insert into lease values (42, null, ?) on conflict (id) do update set millis = excluded.millis"
                                    + " where lease.millis < ?",
                            now.plus(lease).toEpochMilli(),
                            now.toEpochMilli())
                    : run(
                            connection,
                            "insert into lease values (42, ?, null) on conflict (id) do update set until = excluded.until"
                                    + " where lease.until < ?",
                            now.plus(lease),
                            now);
            if (taken > 0) {
                run(connection, "insert into charge (amount) values (1999)");
            }
            connection.commit();
        }
    }

    private static Verdict explore(Now clock, Duration lease, boolean millis) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> charge(db, delivery, clock, lease, millis))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @ParameterizedTest
    @EnumSource(Now.class)
    void leaseThatOutlivesTheBound_isSafe(Now clock) {
        Verdict verdict = explore(clock, Duration.ofMinutes(90), false);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    /** A fraction of a second is no sign of the machine's clock: what counts is with which clock a time moved. */
    @ParameterizedTest
    @EnumSource(Now.class)
    void leaseOfAFraction_thatOutlivesTheBound_isSafe(Now clock) {
        Verdict verdict = explore(clock, Duration.ofMinutes(90).plusMillis(250), false);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Now.class)
    void leaseInMillis_thatOutlivesTheBound_isSafe(Now clock) {
        Verdict verdict = explore(clock, Duration.ofMinutes(90), true);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Now.class)
    void leaseThatLapsesWithinTheBound_isUnsafe(Now clock) {
        Verdict verdict = explore(clock, Duration.ofMinutes(30), false);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    /** The test computed it from now, and the job compares it with the clock that moves: it must not move as well. */
    @Test
    void givenTimeThatOutlivesTheBound_comparedWithTheControlledClock_isSafe() {
        Database db = Database.watching(source);
        Verdict verdict = RunsTwice.job("Sell", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        run(connection, "delete from charge");
                        run(
                                connection,
                                "insert into charge (amount) select case when ends_at > ? then 80 else 100 end from offer",
                                delivery.clock().instant());
                    }
                })
                .given(() -> db.execute("insert into offer values (1, now() + interval '27 hours')"))
                .watching(db)
                .within(Bounds.standard()
                        .redeliveredWithin(Duration.ofHours(25))
                        .oneAtATime())
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void columnOfBothClocks_isInconclusive() {
        Database db = Database.watching(source);
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        run(connection, "delete from lease");
                        run(
                                connection,
                                "insert into lease values (1, ?, null)",
                                delivery.clock().instant());
                        run(connection, "insert into lease values (2, now(), null)");
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("mixed clocks: db lease.until");
    }

    @Test
    void columnThatARetryWritesWithAnotherClock_isUnsafe() {
        Database db = Database.watching(source);
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        Instant at = delivery.clock().instant();
                        if (run(connection, "insert into lease values (1, ?, null) on conflict do nothing", at) == 0) {
                            run(connection, "update lease set until = now()");
                        }
                        run(connection, "insert into charge (amount) select 1 where not exists (select 1 from charge)");
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; D2");
    }
}
