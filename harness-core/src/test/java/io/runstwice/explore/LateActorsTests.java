package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A clean-up that cancels what is too old, while a worker that stands still has seen that it is not. */
@Timeout(300)
class LateActorsTests {

    private Database db;

    @BeforeEach
    void tables() throws SQLException {
        db = Database.watching(H2.database(
                "late_actors",
                List.of(
                        "drop all objects",
                        "create table orders (id int primary key, state varchar(9) not null, due timestamp with time zone)",
                        "create table charges (id int primary key)",
                        "create table cancellations (id int primary key)")));
    }

    private interface Sql {
        void run(Statement statement) throws SQLException;
    }

    private void run(Sql sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            sql.run(statement);
        }
    }

    private static void change(Statement statement, String change, String effect) throws SQLException {
        statement.getConnection().setAutoCommit(false);
        if (statement.executeUpdate(change) == 1) {
            statement.executeUpdate(effect);
        }
        statement.getConnection().commit();
    }

    private Verdict charging(String charge) {
        return RunsTwice.job(
                        "Charge",
                        delivery -> run(statement -> {
                            if (Numbers.of(statement, "select count(*) from orders where state = 'open'") == 1) {
                                change(statement, charge, "insert into charges values (1)");
                            }
                        }))
                .given(() ->
                        db.execute("insert into orders values (1, 'open', dateadd('minute', 30, current_timestamp))"))
                .alongside(
                        "clean-up",
                        beside -> run(statement -> change(
                                statement,
                                "update orders set state = 'cancelled' where state = 'open' and due < current_timestamp",
                                "insert into cancellations values (1)")))
                .watching("db", db)
                .within(Bounds.standard().copies(1))
                .explore();
    }

    @Test
    void orderThatIsCancelledMeanwhile_isChargedAllTheSame() {
        Verdict verdict = charging("update orders set state = 'charged' where id = 1 and state <> 'charged'");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db UPDATE orders #1; 1h later actor clean-up; D1");
    }

    @Test
    void orderThatIsAskedOnceMore_isSafe() {
        Verdict verdict = charging("update orders set state = 'charged' where id = 1 and state = 'open'");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("an actor that acts late while a delivery stands still (");
    }
}
