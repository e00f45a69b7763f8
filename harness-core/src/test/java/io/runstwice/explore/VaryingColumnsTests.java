package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is not compared may still decide what the next delivery does. */
@Tag("exhaustive")
class VaryingColumnsTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "varying_columns",
                List.of(
                        "create table tasks (id int primary key, attempts int not null, tried_at timestamptz, by uuid)",
                        "create table charges (task int primary key)"));
    }

    private interface Job {
        void perform(Statement statement) throws SQLException;
    }

    private static Verdict explore(Database db, Job job) {
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        job.perform(statement);
                    }
                })
                .given(() -> db.execute("insert into tasks values (1, 0)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static int attempt(Statement statement, String most) throws SQLException {
        try (ResultSet attempts = statement.executeQuery(
                "update tasks set attempts = least(attempts + 1, " + most + ") where id = 1 returning attempts")) {
            attempts.next();
            return attempts.getInt(1);
        }
    }

    private static void givesUp(Statement statement) throws SQLException {
        if (attempt(statement, "1000") < 3) {
            statement.executeUpdate("insert into charges values (1) on conflict do nothing");
        }
    }

    private static void counts(Statement statement) throws SQLException {
        attempt(statement, "2");
        statement.executeUpdate("insert into charges values (1) on conflict do nothing");
    }

    private static void stamps(Statement statement) throws SQLException {
        statement.executeUpdate("update tasks set tried_at = now(), by = gen_random_uuid() where id = 1");
        statement.executeUpdate("insert into charges values (1) on conflict do nothing");
    }

    private static void isLostAtTheThirdAttempt(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples()).anySatisfy(found -> assertThat(found.schedule())
                .hasToString("D1 crash after db UPDATE tasks #1; D2 crash after db UPDATE tasks #1; D3"));
    }

    @Test
    void attemptsThatMayVary_decideWhetherTheNextDeliveryActs_isALostEffect() {
        isLostAtTheThirdAttempt(
                explore(Database.watching(source).varying("tasks.attempts"), VaryingColumnsTests::givesUp));
    }

    @Test
    void attemptsThatAreNotCompared_decideWhetherTheNextDeliveryActs_isALostEffect() {
        Database db = Database.watching(source).comparing("tasks", row -> {
            row.remove("attempts");
            return row;
        });

        isLostAtTheThirdAttempt(explore(db, VaryingColumnsTests::givesUp));
    }

    @Test
    void attemptsThatMayVary_decideNothing_isSafe() {
        Verdict verdict = explore(Database.watching(source).varying("tasks.attempts"), VaryingColumnsTests::counts);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes");
    }

    @Test
    void stampsThatMayVary_areToldByTheirClass_closes() {
        Verdict verdict =
                explore(Database.watching(source).varying("tasks.tried_at", "by"), VaryingColumnsTests::stamps);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes");
    }
}
