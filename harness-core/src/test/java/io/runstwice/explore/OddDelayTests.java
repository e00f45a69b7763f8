package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a job adds to a time is not taken for time that has passed, and time that has passed not for what a job adds.
 */
@Tag("exhaustive")
class OddDelayTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "odd_delays",
                List.of(
                        "create table parking (id int primary key, paid_until timestamptz)",
                        "create table done (id int primary key, since timestamptz)",
                        "create table sub (id int primary key, until timestamptz)"));
    }

    private static Verdict explore(Database db, Duration bound, String given, String... sql) {
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        if (sql.length == 1 || statement.executeUpdate(sql[1]) > 0) {
                            statement.executeUpdate(sql[0]);
                        }
                        connection.commit();
                    }
                })
                .given(() -> db.execute(given))
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime())
                .explore();
    }

    /** The hour that a redelivery took must not hide the hour that it added. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT2H", "PT40M", "PT61M"})
    void hourIsAddedOnceMore_whenTheRecordHasLapsed_isUnsafe(String bound) {
        Database db = Database.watching(source);

        Verdict verdict = explore(
                db,
                Duration.parse(bound),
                "insert into parking values (42, now())",
                "update parking set paid_until = paid_until + interval '1 hour' where id = 42",
                "insert into done values (42, now()) on conflict (id) do update set since = now()"
                        + " where done.since < now() - interval '30 minutes'");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    /** What a job adds is more than the bound, and less than the record lasts or more. */
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30})
    void hourIsAddedOnceMore_withinABoundOfTwentyMinutes_isUnsafeIfTheRecordLapses(int minutes) {
        Database db = Database.watching(source);

        Verdict verdict = explore(
                db,
                Duration.ofMinutes(20),
                "insert into parking values (42, now())",
                "update parking set paid_until = paid_until + interval '1 hour' where id = 42",
                "insert into done values (42, now()) on conflict (id) do update set since = now()"
                        + " where done.since < now() - interval '" + minutes + " minutes'");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isEqualTo(minutes < 20);
        assertThat(verdict.isSafe()).as(verdict.toString()).isEqualTo(minutes > 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT20M"})
    void hourIsAddedOnce_isSafe(String bound) {
        Database db = Database.watching(source);

        Verdict verdict = explore(
                db,
                Duration.parse(bound),
                "insert into parking values (42, now())",
                "update parking set paid_until = paid_until + interval '1 hour' where id = 42",
                "insert into done values (42, now()) on conflict (id) do nothing");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    /** As far from its writer's now as in the baseline, whenever that was. */
    @ParameterizedTest
    @ValueSource(strings = {"PT30M", "PT61M", "PT1H", "P1D", "PT2H"})
    void untilAnHourFromNow_isSafe(String bound) {
        Database db = Database.watching(source);

        Verdict verdict = explore(
                db,
                Duration.parse(bound),
                "insert into sub values (42, now())",
                "update sub set until = now() + interval '1 hour' where id = 42");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
