package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.explore.SqlJob.On;
import io.runstwice.explore.SqlJob.Sql;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lease that a dead worker leaves holds the message up until it lapses: the bound alone decides whether that is for
 * ever.
 */
class LeaseLengthTests {

    private static final List<String> SCHEMA = List.of(
            "create table leases (id int primary key, until timestamp with time zone, seconds bigint)",
            "create table charges (id int primary key, amount int)");

    /** With which clock the lease is written and looked at. */
    enum Clock {
        DATABASE {
            @Override
            boolean takes(Sql sql, Delivery delivery, Duration lease) throws SQLException {
                return sql.number("select count(*) from leases where until > now()") == 0 && renews(sql, lease);
            }

            private boolean renews(Sql sql, Duration lease) throws SQLException {
                sql.one("delete from leases");
                sql.one("insert into leases values (42, now() + interval '" + lease.toSeconds() + "' second, null)");
                return true;
            }
        },
        CONTROLLED {
            @Override
            boolean takes(Sql sql, Delivery delivery, Duration lease) throws SQLException {
                Instant now = delivery.clock().instant();
                if (sql.number("select count(*) from leases where until > ?", Timestamp.from(now)) > 0) {
                    return false;
                }
                sql.one("delete from leases");
                sql.one("insert into leases values (42, ?, null)", Timestamp.from(now.plus(lease)));
                return true;
            }
        },
        EPOCH {
            @Override
            boolean takes(Sql sql, Delivery delivery, Duration lease) throws SQLException {
                long now = Instant.now().getEpochSecond();
                if (sql.number("select count(*) from leases where seconds > ?", now) > 0) {
                    return false;
                }
                sql.one("delete from leases");
                sql.one("insert into leases values (42, null, ?)", now + lease.toSeconds());
                return true;
            }
        };

        abstract boolean takes(Sql sql, Delivery delivery, Duration lease) throws SQLException;
    }

    private static void charge(Database db, Delivery delivery, Clock clock, Duration lease) throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            Sql sql = new Sql(connection);
            if (!sql.isEmpty("charges")) {
                return;
            }
            connection.setAutoCommit(false);
            boolean taken = clock.takes(sql, delivery, lease);
            connection.commit();
            connection.setAutoCommit(true);
            if (!taken) {
                throw new IllegalStateException("somebody else holds the lease");
            }
            sql.one("insert into charges values (42, 1999)");
        }
    }

    private static RunsTwice job(Database db, Clock clock, Duration lease, Duration bound) {
        return RunsTwice.job("Charge", delivery -> charge(db, delivery, clock, lease))
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime());
    }

    private static Database database() throws SQLException {
        Database db = Database.watching(On.H2.fresh(SCHEMA)).notComparing("leases");
        return db.ageing("update leases set seconds = seconds - ?");
    }

    private static void isStuckOrSafe(Clock clock, Duration lease, Duration bound) throws SQLException {
        Database db = database();

        Verdict verdict = job(db, clock, lease, bound).explore();

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isFalse();
        if (lease.compareTo(bound) <= 0) {
            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        } else {
            assertThat(verdict.counterexamples()).as(verdict.toString()).isNotEmpty();
            repeats(db, clock, lease, bound, verdict);
        }
    }

    /** Every line that is told leads to what was told of it. */
    private static void repeats(Database db, Clock clock, Duration lease, Duration bound, Verdict verdict) {
        verdict.counterexamples().forEach(told -> {
            assertThat(told.violation().kind()).as(told.story()).isEqualTo(Violation.Kind.STUCK);
            Schedule line = Schedule.parse(told.schedule().toString());
            Verdict again = job(db, clock, lease, bound).replay(line).explore();
            assertThat(again.counterexamples()).as(told.story() + again).hasSize(1);
            assertThat(again.counterexamples().get(0).schedule()).hasToString(line.toString());
            assertThat(again.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.STUCK);
        });
    }

    /**
     * No delivery releases it, so a copy that comes late is held up by the one that came late before it, and comes once
     * more.
     */
    @ParameterizedTest
    @CsvSource({"5, true", "90, false"})
    void leaseThatIsKept_holdsUpCopies_untilItLapses(int minutes, boolean isSafe) throws SQLException {
        Database db = database();

        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        Sql sql = new Sql(connection);
                        if (!Clock.DATABASE.takes(sql, delivery, Duration.ofMinutes(minutes))) {
                            throw new IllegalStateException("somebody else holds the lease");
                        }
                        sql.one("merge into charges key (id) values (42, 1999)");
                    }
                })
                .watching(db)
                .within(Bounds.standard().preemptions(0))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isEqualTo(isSafe);
        assertThat(verdict.isInconclusive()).as(verdict.toString()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void leaseOfNinetyMinutes_withinAnHour_isStuck(Clock clock) throws SQLException {
        isStuckOrSafe(clock, Duration.ofMinutes(90), Duration.ofHours(1));
    }

    @Test
    void leaseOfAMinute_withinFortySeconds_isStuck() throws SQLException {
        isStuckOrSafe(Clock.CONTROLLED, Duration.ofSeconds(60), Duration.ofSeconds(40));
    }

    static Stream<Arguments> everyLength() {
        return Stream.of(Clock.values()).flatMap(clock -> Stream.of(50, 90, 100, 110, 150, 200, 250, 300, 400)
                .map(percent -> Arguments.of(clock, percent)));
    }

    @ParameterizedTest
    @Tag("proof")
    @MethodSource("everyLength")
    void leaseOfEachLength_isStuckOnlyBeyondTheBound(Clock clock, int percent) throws SQLException {
        isStuckOrSafe(clock, Duration.ofMinutes(60).multipliedBy(percent).dividedBy(100), Duration.ofHours(1));
    }
}
