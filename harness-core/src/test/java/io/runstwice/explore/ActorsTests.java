package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Actor;
import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers of another kind beside the job: right is every serial order of the acts that took place, and no other end.
 */
@Timeout(300)
class ActorsTests {

    private final Database db = Database.watching(Postgres.database(
            "actors",
            List.of(
                    "create table accounts (id int primary key, cents int not null)",
                    "create table claims (id int primary key, state text not null)",
                    "create table mails (number int primary key, text text)",
                    "create table sent (number int not null)",
                    "create table uses (number int primary key, at timestamptz not null default now())")));

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void transaction(Work work) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.on(statement);
            connection.commit();
        }
    }

    private void step(String... statements) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private RunsTwice job(Work job) {
        return RunsTwice.job("Job", delivery -> transaction(job))
                .given(() -> db.execute("insert into accounts values (1, 1000); insert into claims values (1, 'new')"))
                .watching("db", db);
    }

    private Actor actor(Work work) {
        return beside -> transaction(work);
    }

    private static Work once(String... effects) {
        return statement -> {
            if (statement.executeUpdate("insert into uses values (1) on conflict do nothing") == 1) {
                for (String effect : effects) {
                    statement.executeUpdate(effect);
                }
            }
        };
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .anySatisfy(found -> assertThat(found.schedule()).hasToString(schedule));
    }

    /** Ten per cent of what is there, and a hundred more: it matters who comes first, and either is right. */
    @Test
    void ordersThatDiffer_areAllRight() {
        isSafe(job(once("update accounts set cents = cents + cents / 10 where id = 1"))
                .alongside(
                        "merchant", actor(s -> s.executeUpdate("update accounts set cents = cents + 100 where id = 1")))
                .explore());
    }

    @Test
    void neitherOrder_isStale() {
        isUnsafe(
                job(statement -> {
                            if (statement.executeUpdate("insert into uses values (1) on conflict do nothing") == 1) {
                                int cents = Numbers.of(statement, "select cents from accounts where id = 1");
                                statement.executeUpdate(
                                        "update accounts set cents = " + (cents + 50) + " where id = 1");
                            }
                        })
                        .alongside(
                                "merchant",
                                actor(s -> s.executeUpdate("update accounts set cents = cents + 100 where id = 1")))
                        .explore(),
                "actor merchant pause before db COMMIT #1; D1; actor merchant; D1");
    }

    private Verdict claiming(String cleanUp) {
        return RunsTwice.job("Claim", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        if (statement.executeUpdate("update claims set state = 'busy' where id = 1 and state <> 'done'")
                                == 1) {
                            statement.executeUpdate("insert into mails values (1, 'sent') on conflict do nothing");
                            statement.executeUpdate("update claims set state = 'done' where id = 1");
                        }
                    }
                })
                .given(() -> db.execute("insert into claims values (1, 'new')"))
                .watching("db", db)
                .alongside("clean-up", beside -> step(cleanUp))
                .within(Bounds.standard().copies(1))
                .explore();
    }

    @Test
    void cleanUpBetweenACrashAndTheRedelivery_losesTheMail() {
        isUnsafe(
                claiming("delete from claims where state = 'busy'"),
                "D1 crash after db UPDATE claims #1; actor clean-up; D2");
    }

    @Test
    void cleanUpThatPutsBack_isSafe() {
        isSafe(claiming("update claims set state = 'new' where state = 'busy'"));
    }

    /** The record of what was done goes, some day: the actor acts between two deliveries, and late. */
    @Test
    void cleanUpOfOldRecords_doublesTheEffectOfALateRedelivery() {
        Verdict verdict = job(once("insert into sent values (1)"))
                .alongside(
                        "clean-up",
                        actor(s -> s.executeUpdate("delete from uses where at < now() - interval '30 minutes'")))
                .explore();

        isUnsafe(verdict, "D1 acknowledgement lost; 1h later actor clean-up; D2");
    }

    @Test
    void cleanUpOfRecordsThatNobodyNeeds_isSafe() {
        isSafe(job(once("insert into sent values (1)"))
                .alongside(
                        "clean-up",
                        actor(s -> s.executeUpdate("delete from uses where at < now() - interval '3 hours'")))
                .explore());
    }

    /** It adds each time that it acts. */
    @Test
    void actorThatActsAgain_countsTwice() {
        Verdict verdict = job(once("update accounts set cents = cents + 50 where id = 1"))
                .alongside(
                        "merchant", actor(s -> s.executeUpdate("update accounts set cents = cents + 100 where id = 1")))
                .explore();

        isSafe(verdict);
        assertThat(verdict.certificate()).contains("actors before, between and after deliveries");
    }

    @Test
    void actorThatThrows_isSaid() {
        Verdict verdict = job(once("update accounts set cents = cents + 50 where id = 1"))
                .alongside("import", actor(s -> s.executeUpdate("insert into claims values (2, 'new')")))
                .explore();

        isSafe(verdict);
        assertThat(verdict.certificate()).contains("the actor import threw");
    }

    @Test
    void nearestOrder_isNamed() {
        Verdict verdict = job(statement ->
                        statement.executeUpdate("update accounts set cents = cents + cents / 10 where id = 1"))
                .alongside(
                        "merchant", actor(s -> s.executeUpdate("update accounts set cents = cents + 100 where id = 1")))
                .explore();

        assertThat(verdict.toString()).contains("nearest    \"actor merchant; D1\", of what is right");
    }

    /** Both are right whatever the order: three orders of two actors, two of each with the job. */
    @Test
    void severalActors_areRightInEachOrder() {
        isSafe(job(once("update accounts set cents = cents + cents / 10 where id = 1"))
                .alongside(
                        "merchant", actor(s -> s.executeUpdate("update accounts set cents = cents + 100 where id = 1")))
                .alongside("bank", actor(s -> s.executeUpdate("update accounts set cents = cents * 2 where id = 1")))
                .within(Bounds.standard().oneAtATime())
                .explore());
    }

    /** It pays, and dies before it has written that down. That is not the job's mistake. */
    @Test
    void actorThatDoesNotBearItsDeath_isSaid() {
        Verdict verdict = job(once("insert into sent values (1)"))
                .alongside(
                        "merchant",
                        beside -> step(
                                "update accounts set cents = cents + 100 where id = 1",
                                "update claims set state = state || '+' where id = 1"))
                .within(Bounds.standard().copies(1))
                .explore();

        isSafe(verdict);
        assertThat(verdict.certificate())
                .contains("the actor merchant does not bear a crash after db UPDATE accounts #1 even alone");
    }

    /** The merchant looks, and by the time it writes the job has charged, died, and come again. */
    @Test
    void deliveryThatDiesWhileAnActorIsInMidTurn_isFound() {
        Verdict verdict = job(once("update accounts set cents = cents + 50 where id = 1"))
                .alongside("merchant", actor(s -> {
                    int cents = Numbers.of(s, "select cents from accounts where id = 1");
                    s.executeUpdate("update accounts set cents = " + (cents + 100) + " where id = 1");
                }))
                .explore();

        isUnsafe(verdict, "actor merchant pause before db UPDATE accounts #1; D1; actor merchant");
    }
}
