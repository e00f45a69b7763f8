package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column of whole seconds was given now, and the job writes it in the same second. */
class SameSecondTests {

    private static DataSource postgres;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database(
                "same_second", List.of("create table sub (id int primary key, paid_until timestamptz(0), n int)"));
        mariaDb = MariaDb.database(
                "same_second", List.of("create table sub (id int primary key, paid_until datetime, n int)"));
    }

    private static Verdict explore(DataSource source, String update) {
        Database db = Database.watching(source);
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate(update);
                    }
                })
                .given(() -> db.execute("insert into sub values (42, now(), 0)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    static Stream<Arguments> seconds() {
        return Stream.of(1, 2, 3)
                .flatMap(seconds -> Stream.of(
                        Arguments.of(postgres, "interval '" + seconds + " second'"),
                        Arguments.of(mariaDb, "interval " + seconds + " second")));
    }

    /** Baselines are perturbed by moving what was given: not by as much as the job adds. */
    @ParameterizedTest
    @MethodSource("seconds")
    void secondsThatAreAddedToAGivenNow_areADoubleEffect(DataSource source, String seconds) {
        Verdict verdict = explore(source, "update sub set paid_until = paid_until + " + seconds + ", n = 1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seconds")
    void secondsThatAreAddedOnce_areSafe(DataSource source, String seconds) {
        Verdict verdict =
                explore(source, "update sub set paid_until = paid_until + " + seconds + ", n = 1 where n = 0");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    static Stream<DataSource> databases() {
        return Stream.of(postgres, mariaDb);
    }

    /** It looks as if no worker had written it. */
    @ParameterizedTest
    @MethodSource("databases")
    void nowThatIsWrittenOverAGivenNow_isSafe(DataSource source) {
        Verdict verdict = explore(source, "update sub set paid_until = now(), n = 1");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void amountBesideIt_thatGrows_isUnsafe(DataSource source) {
        Verdict verdict = explore(source, "update sub set paid_until = now(), n = n + 1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
