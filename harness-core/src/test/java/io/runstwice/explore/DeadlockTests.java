package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two copies lock two accounts in opposite order, and one of the two is careless about being refused. Nothing goes
 * wrong unless that very one is the victim of their deadlock.
 */
@Tag("exhaustive")
class DeadlockTests {

    private static final int NOBODY = 0;

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "deadlock",
                List.of(
                        "create table account (id int primary key)",
                        "create table invoice (id int primary key, state text not null)",
                        "create table charge (id int generated always as identity primary key, invoice int not null)"));
    }

    /** @param careless the delivery that takes a deadlock for the end of its work */
    private static Verdict explore(int careless) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> charge(db.dataSource(), delivery.attempt(), careless))
                .given(() -> {
                    db.execute("insert into account values (1), (2)");
                    db.execute("insert into invoice values (42, 'open')");
                })
                .watching(db)
                .explore();
    }

    private static void charge(DataSource db, int me, int careless) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                lockBoth(statement, me);
                chargeIfOpen(statement);
            } catch (SQLException refusal) {
                connection.rollback();
                if (!"40P01".equals(refusal.getSQLState()) || me != careless) {
                    throw refusal;
                }
                statement.executeUpdate("update invoice set state = 'failed' where id = 42 and state = 'open'");
            }
            connection.commit();
        }
    }

    /**
     * The first delivery in the one order, all others in the other: a delivery that comes after a crash meets no other.
     */
    private static void lockBoth(Statement statement, int me) throws SQLException {
        lock(statement, me == 1 ? 1 : 2);
        lock(statement, me == 1 ? 2 : 1);
    }

    private static void lock(Statement statement, int account) throws SQLException {
        statement
                .executeQuery("select from account where id = " + account + " for update")
                .close();
    }

    private static void chargeIfOpen(Statement statement) throws SQLException {
        if (isOpen(statement)) {
            statement.executeUpdate("insert into charge (invoice) values (42)");
            statement.executeUpdate("update invoice set state = 'charged' where id = 42");
        }
    }

    private static boolean isOpen(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select from invoice where id = 42 and state = 'open'")) {
            return found.next();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | D1 pause before db SELECT account #2; copy D2; D1; D2",
                "2 | D1 pause before db SELECT account #1; copy D2 pause before db SELECT account #2; D1; D2; D1",
            })
    void carelessOneIsTheVictim_nobodyCharges(int careless, String schedule) {
        Verdict verdict = explore(careless);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString(schedule);
        assertThat(verdict.counterexamples().get(0).story()).contains("40P01");
    }

    @Test
    void victimThatGivesTheMessageBack_isSafeWhoeverItIs() {
        Verdict verdict = explore(NOBODY);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }
}
