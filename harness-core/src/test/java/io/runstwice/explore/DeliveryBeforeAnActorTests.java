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

/**
 * A delivery that comes before an actor takes another path than one that comes after it, and can stand still where that
 * one never comes to.
 */
@Timeout(300)
class DeliveryBeforeAnActorTests {

    private static final String OPEN = "select count(*) from orders where state = 'open'";
    private static final String CHARGE =
            "insert into charges select 1 where not exists (select 1 from charges where id = 1)";
    private static final String BEGIN = "update orders set seen = current_timestamp where state = 'open'";
    private static final String ONCE =
            "insert into begun select 1, current_timestamp where not exists (select 1 from begun)";
    private static final String CHARGED = "update orders set state = 'charged' where id = 1";

    private Database db;

    @BeforeEach
    void tables() throws SQLException {
        db = Database.watching(H2.database(
                "before_an_actor",
                List.of(
                        "drop all objects",
                        "create table orders (id int primary key, state varchar(9) not null,"
                                + " cancelled boolean default false, seen timestamp with time zone)",
                        "create table begun (id int primary key, at timestamp with time zone not null)",
                        "create table charges (id int primary key)")));
        db.notComparing("begun");
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

    private static void together(Statement statement, String change, String effect) throws SQLException {
        statement.getConnection().setAutoCommit(false);
        if (statement.executeUpdate(change) == 1) {
            statement.executeUpdate(effect);
        }
        statement.getConnection().commit();
    }

    private Verdict explore(String state, Sql job, Sql actor) {
        return RunsTwice.job("Charge", delivery -> run(job))
                .given(() -> db.execute("insert into orders (id, state) values (1, '" + state + "')"))
                .alongside("clerk", beside -> run(actor))
                .watching("db", db)
                .within(Bounds.standard().copies(1).preemptions(1))
                .explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString(schedule);
    }

    private static final Sql CANCELS_WHAT_IS_NOT_CHARGED = statement -> statement.executeUpdate(
            "update orders set state = 'gone' where state = 'open' and not exists (select 1 from charges)");

    /**
     * After the clerk there is nothing to do. Before it the delivery has seen an open order, charges it, dies, and is
     * not begun again.
     */
    @Test
    void deathAfterAnActorCancelledWhatWasSeen_isFound() {
        isUnsafe(
                explore(
                        "open",
                        statement -> {
                            if (Numbers.of(statement, OPEN) == 1) {
                                statement.executeUpdate(CHARGE);
                                statement.executeUpdate(CHARGED);
                            }
                        },
                        CANCELS_WHAT_IS_NOT_CHARGED),
                "D1 pause before db INSERT charges #1; actor clerk; D1 crash after db INSERT charges #1; D2");
    }

    @Test
    void chargeTogetherWithItsState_isSafe() {
        isSafe(explore(
                "open",
                statement -> {
                    if (Numbers.of(statement, OPEN) == 1) {
                        together(statement, CHARGED, CHARGE);
                    }
                },
                CANCELS_WHAT_IS_NOT_CHARGED));
    }

    private Verdict cancelledWhenItTakesTooLong(String charged) {
        return explore(
                "open",
                statement -> {
                    if (statement.executeUpdate(BEGIN) == 1) {
                        together(statement, charged, CHARGE);
                    }
                },
                statement -> statement.executeUpdate(
                        "update orders set state = 'gone', cancelled = true, seen = null where state = 'open'"
                                + " and (seen is null or seen < current_timestamp - interval '30' minute)"));
    }

    @Test
    void actorThatTakesADeliveryForDead_isFoundLate() {
        isUnsafe(cancelledWhenItTakesTooLong(CHARGED), "D1 pause before db UPDATE orders #2; 1h later actor clerk; D1");
    }

    @Test
    void orderThatIsAskedOnceMore_isSafe() {
        isSafe(cancelledWhenItTakesTooLong(CHARGED + " and state = 'open'"));
    }

    /** Before the clerk there is nothing to do, and nowhere to stand still. */
    @Test
    void actorThatMakesTheWork_isSafe() {
        isSafe(explore(
                "new",
                statement -> {
                    statement.getConnection().setAutoCommit(false);
                    if (statement.executeUpdate(ONCE) == 1 && Numbers.of(statement, OPEN) == 1) {
                        statement.executeUpdate(CHARGED);
                        statement.executeUpdate(CHARGE);
                    }
                    statement.getConnection().commit();
                },
                statement -> statement.executeUpdate("update orders set state = 'open' where state = 'new'")));
    }
}
