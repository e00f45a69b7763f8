package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Actor;
import io.runstwice.RunsTwice;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a story gives as the likely cause is what its trace shows. */
class EvidenceTests {

    private Database db;

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    @BeforeEach
    void watch() throws SQLException {
        db = Database.watching(H2.database(
                "evidence_" + UUID.randomUUID(),
                List.of(
                        "create table claims (id int primary key, state varchar(9))",
                        "create table effects (id bigint generated always as identity primary key, what varchar(9))",
                        "create table paid (id int primary key)",
                        "create table offers (id int primary key, ends_at timestamp with time zone, taken boolean)",
                        "insert into offers values (1, dateadd('minute', 30, now()), false)")));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static boolean isThere(Statement statement, String from) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select 1 from " + from)) {
            return rows.next();
        }
    }

    private void perform(Work work) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            work.on(statement);
        }
    }

    private RunsTwice job(Work work) {
        return RunsTwice.job("Job", delivery -> perform(work)).watching("db", db);
    }

    private static List<String> cause(RunsTwice job, String schedule) {
        return Told.values(job.replay(Schedule.parse(schedule)).explore().toString(), "cause");
    }

    @Test
    void lostWork_outranksTheClaimThatIsLeftOver() {
        RunsTwice job = job(statement -> {
            if (!isThere(statement, "claims")) {
                statement.executeUpdate("insert into claims values (1, 'busy')");
                statement.executeUpdate("insert into effects (what) values ('a')");
                statement.executeUpdate("delete from claims");
            }
        });

        assertThat(cause(job, "D1 crash after db INSERT claims #1; D2"))
                .containsExactly("D2 was acknowledged though db effects lacks 1 row: what D1 left behind"
                        + " (db INSERT claims) made it take the work for done");
    }

    @Test
    void claimThatItsWorkerHadNotTakenAway_isLeftOver() {
        RunsTwice job = job(statement -> {
            if (!isThere(statement, "paid")) {
                statement.executeUpdate("insert into claims values (1, 'busy')");
                statement.executeUpdate("insert into paid values (1)");
                statement.executeUpdate("delete from claims");
            }
        });

        assertThat(cause(job, "D1 crash before db DELETE claims #1; D2"))
                .containsExactly("what D1 added to db claims (INSERT claims) is left over: it came to its end before it"
                        + " had taken that away, and no other delivery does");
    }

    @Test
    void lostWork_outranksTheTriesOfThoseWhoDied() {
        RunsTwice job = job(statement -> {
            try (ResultSet tries = statement.executeQuery("select count(*) from claims")) {
                tries.next();
                if (tries.getInt(1) >= 2) {
                    return;
                }
            }
            statement.executeUpdate("insert into claims select count(*), 'try' from claims");
            statement.executeUpdate("insert into effects (what) select 'a' where not exists (select 1 from effects)");
        });

        assertThat(cause(job, "D1 crash after db INSERT claims #1; D2 crash after db INSERT claims #1; D3"))
                .containsExactly("D3 was acknowledged though db effects lacks 1 row: what D1 and D2 left behind"
                        + " (db INSERT claims) made it take the work for done");
    }

    @Test
    void requestThatNeverArrived_wasSwallowed() {
        RunsTwice job = job(statement -> {
            try {
                statement.executeUpdate("insert into effects (what) values ('a')");
            } catch (SQLException swallowed) {
                // acknowledged
            }
        });

        assertThat(cause(job, "D1 lost request of db INSERT effects #1"))
                .containsExactly("D1 was acknowledged though db effects lacks 1 row: db INSERT effects never arrived,"
                        + " and D1 returned all the same");
    }

    @Test
    void replyThatIsTakenForARefusal_wasMissed() {
        RunsTwice job = job(statement -> {
            try {
                statement.executeUpdate("insert into claims values (1, 'busy')");
            } catch (SQLException duplicate) {
                return;
            }
            statement.executeUpdate("insert into effects (what) values ('a')");
        });

        assertThat(cause(job, "D1 lost reply of db INSERT claims #1"))
                .containsExactly("D1 was acknowledged though db effects lacks 1 row: db INSERT claims got no reply,"
                        + " and D1 returned all the same");
    }

    @Test
    void secondTryOfOneDelivery_isNotCalledTwoDeliveries() {
        RunsTwice job = job(statement -> {
            try {
                statement.executeUpdate("insert into effects (what) values ('a')");
            } catch (SQLException lost) {
                perform(again -> again.executeUpdate("insert into effects (what) values ('a')"));
            }
        });

        assertThat(cause(job, "D1 lost reply of db INSERT effects #1"))
                .containsExactly("D1 added to db effects twice (INSERT effects): it did it again after the reply to the"
                        + " first one had been lost");
    }

    @Test
    void whatWasDone_wasUndoneByTheSecond() {
        RunsTwice job = job(statement -> {
            if (isThere(statement, "effects")) {
                statement.executeUpdate("delete from effects");
            } else {
                statement.executeUpdate("insert into effects (what) values ('a')");
            }
        });

        assertThat(cause(job, "D1 acknowledgement lost; D2"))
                .containsExactly(
                        "D1 had done it, and D2 changed db effects once more (DELETE effects): now it lacks 1 row");
    }

    @Test
    void timeThatPassed_isNamed_andNoDeliveryBlamed() {
        RunsTwice job =
                job(statement -> statement.executeUpdate("update offers set taken = true where ends_at > now()"));

        assertThat(cause(job, "D1 crash before db UPDATE offers #1; 1h later D2"))
                .containsExactly(
                        "D2 came 1 h later and was acknowledged though db offers is not as it should be: nothing"
                                + " but the time had changed");
    }

    @Test
    void claimThatLapsed_isToldByItsTime() {
        RunsTwice job = job(statement -> {
            if (statement.executeUpdate(
                            "update offers set ends_at = dateadd('minute', 45, now()) where id = 1 and ends_at < dateadd('minute', 31, now())")
                    == 1) {
                statement.executeUpdate("insert into effects (what) values ('a')");
            }
        });

        assertThat(cause(job, "D1 acknowledgement lost; 1h later D2"))
                .containsExactly(
                        "D1 added to db effects (INSERT effects), and 1 h later D2 did it again: by then nothing"
                                + " told D2 that it was done");
    }

    @Test
    void actorThatChangedIt_isNamed() {
        Actor cleanUp =
                beside -> perform(statement -> statement.executeUpdate("delete from claims where state = 'busy'"));
        RunsTwice job = job(statement -> {
                    if (statement.executeUpdate("update claims set state = 'busy' where state <> 'done'") == 1) {
                        statement.executeUpdate("insert into effects (what) values ('a')");
                        statement.executeUpdate("update claims set state = 'done'");
                    }
                })
                .given(() -> db.execute("insert into claims values (1, 'new')"))
                .alongside("clean-up", cleanUp);

        assertThat(cause(job, "D1 crash after db UPDATE claims #1; actor clean-up; D2"))
                .containsExactly("D2 was acknowledged though db effects lacks 1 row: what D1 and clean-up left behind"
                        + " (db UPDATE claims, db DELETE claims) made it take the work for done");
    }

    @Test
    void actorAsTheSecondWriter_isNamed() {
        Work once = statement -> {
            if (!isThere(statement, "effects")) {
                statement.executeUpdate("insert into effects (what) values ('a')");
            }
        };
        RunsTwice job = job(once).alongside("merchant", beside -> perform(once));

        assertThat(cause(job, "actor merchant pause before db INSERT effects #1; D1; actor merchant"))
                .singleElement()
                .asString()
                .startsWith("merchant acted on what db SELECT effects had told it, and D1 changed that in between");
    }

    @Test
    void whoDiedBeforeItActed_hasActedOnNothing() {
        RunsTwice job = job(statement -> {
            if (!isThere(statement, "claims")) {
                statement.executeUpdate("insert into claims values (1, 'busy')");
                if (!isThere(statement, "paid")) {
                    statement.executeUpdate("insert into paid values (1)");
                }
            }
        });

        assertThat(cause(job, "D1 pause before db INSERT paid #1; D2; D1 crash before db INSERT paid #1"))
                .containsExactly("D2 was acknowledged while D1 still had the work in hand, and then D1 died: what"
                        + " a worker merely holds is not done");
    }

    @Test
    void whoWasAcknowledgedBeforeAnotherBegan_hasNotBelievedIt() {
        RunsTwice job = job(statement -> {
            if (isThere(statement, "effects")) {
                statement.executeUpdate("delete from effects");
                statement.executeUpdate("insert into effects (what) values ('a')");
            } else if (!isThere(statement, "claims")) {
                statement.executeUpdate("insert into effects (what) values ('a')");
                statement.executeUpdate("insert into claims values (1, 'done')");
            }
        });

        assertThat(cause(job, "D1; copy D2 crash after db DELETE effects #1; D3"))
                .singleElement()
                .asString()
                .doesNotContain("still had the work in hand");
    }

    @Test
    void standingStill_isToldByItsTime() {
        RunsTwice job = job(statement -> {
            if (statement.executeUpdate(
                            "update offers set ends_at = dateadd('minute', 45, now()) where id = 1 and ends_at < dateadd('minute', 31, now())")
                    == 1) {
                statement.executeUpdate("insert into effects (what) values ('a')");
            }
        });

        assertThat(cause(job, "D1 pause before db INSERT effects #1; 1h later D2; D1"))
                .containsExactly(
                        "D2 added to db effects (INSERT effects) while D1 stood still for 1 h, and then D1 did it"
                                + " too: nothing told D1 that it was done");
    }
}
