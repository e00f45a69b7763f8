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
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A given day near today grows older when a day passes, and so does what the job copies from it. */
class CopiedDaysTests {

    private static final List<String> SCHEMA = List.of(
            "create table bill (id int primary key, due date)",
            "create table reminder (bill int primary key, due date)",
            "create table letter (bill int primary key, said varchar(40))");

    private static DataSource postgres;
    private static DataSource h2;
    private static DataSource mariaDb;

    @BeforeAll
    static void schema() throws SQLException {
        postgres = Postgres.database("copied_days", SCHEMA);
        h2 = H2.database("copied_days", SCHEMA);
        mariaDb = MariaDb.database("copied_days", SCHEMA);
    }

    private static Verdict explore(DataSource source, String due, String sql) {
        Database db = Database.watching(source);
        return RunsTwice.job("Remind", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate(sql);
                    } catch (SQLException refusal) {
                        if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                            throw refusal;
                        }
                    }
                })
                .given(() -> db.execute("insert into bill values (42, " + due + ")"))
                .watching(db)
                .within(Bounds.standard()
                        .redeliveredWithin(Duration.ofHours(25))
                        .oneAtATime())
                .explore();
    }

    static Stream<Arguments> days() {
        return Stream.of(postgres, h2, mariaDb)
                .flatMap(source -> Stream.of("current_date", "current_date + interval '1' day", "date '2024-03-01'")
                        .map(due -> Arguments.of(source, due)));
    }

    @ParameterizedTest
    @MethodSource("days")
    void givenDayThatIsCopied_aDayLater_isSafe(DataSource source, String due) {
        Verdict verdict = explore(source, due, "insert into reminder select id, due from bill");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("days")
    void givenDayWithinAText_aDayLater_isSafe(DataSource source, String due) {
        Verdict verdict = explore(
                source, due, "insert into letter select id, concat('due on ', cast(due as char(10))) from bill");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    /** A day that each delivery adds is an amount. */
    @ParameterizedTest
    @MethodSource("days")
    void dayThatIsAdded_isUnsafe(DataSource source, String due) {
        Verdict verdict = explore(source, due, "update bill set due = due + interval '1' day where id = 42");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
