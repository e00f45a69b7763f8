package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that the job writes and deletes within one delivery is in no baseline's end, but a crash leaves it behind. */
class PassingRowsTests {

    private static final List<String> SCHEMA = List.of(
            "create table slot (at timestamp with time zone primary key)",
            "create table daily (at date primary key)",
            "create table claim (id int primary key, until timestamp with time zone)",
            "create table charge (id int primary key, amount int)");

    private static DataSource postgres;
    private static DataSource h2;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("passing_rows", SCHEMA);
        h2 = H2.database("passing_rows", SCHEMA);
    }

    private static Verdict explore(DataSource source, Duration bound, String... sql) {
        Database db = Database.watching(source);
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        for (String one : sql) {
                            statement.executeUpdate(one);
                        }
                    }
                })
                .given(() -> db.execute("insert into charge values (42, 0)"))
                .watching(db)
                .within(Bounds.standard().redeliveredWithin(bound).oneAtATime())
                .explore();
    }

    static Stream<Arguments> fixed() {
        return Stream.of(postgres, h2).flatMap(source -> Stream.of(
                        "slot timestamp with time zone '2024-03-01 10:15:00+00'", "daily date '2024-03-01'")
                .map(row -> Arguments.of(source, row.split(" ", 2)[0], row.split(" ", 2)[1])));
    }

    /** The time is the message's own: the next delivery finds the row and takes it away. */
    @ParameterizedTest
    @MethodSource("fixed")
    void fixedTimeThatIsTakenAwayAgain_isSafe(DataSource source, String table, String time) {
        Verdict verdict = explore(
                source,
                Duration.ofHours(25),
                "insert into " + table + " select " + time + " where not exists (select 1 from " + table
                        + " where at = " + time + ")",
                "update charge set amount = 1999",
                "delete from " + table + " where at = " + time);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, h2);
    }

    /** A claim that lapses is a guard for an hour only. */
    @ParameterizedTest
    @MethodSource("databases")
    void claimOfNowThatIsTakenAwayAgain_growsOlder(DataSource source) {
        Verdict verdict = explore(
                source,
                Duration.ofHours(1),
                "delete from claim where until < current_timestamp",
                "update charge set amount = amount + 1 where not exists (select 1 from claim)",
                "insert into claim select 42, current_timestamp + interval '30' minute where not exists (select 1 from claim)",
                "delete from claim");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
