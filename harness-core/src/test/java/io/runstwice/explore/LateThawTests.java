package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker that goes on long after its message was settled by another one, when what kept it from acting twice has been
 * forgotten.
 */
@Timeout(300)
class LateThawTests {

    private static final String FORGET = "delete from seen where at < dateadd('minute', -30, current_timestamp)";
    private static final String SEE =
            "insert into seen select 1, current_timestamp where not exists (select 1 from seen)";
    private static final String LEASE = "update jobs set until = dateadd('minute', 30, current_timestamp)"
            + " where id = 1 and not done and (until is null or until < current_timestamp)";
    private static final String SEND = "merge into letters values (1)";
    private static final String DONE = "update jobs set done = true where id = 1";

    private Database db;

    @BeforeEach
    void tables() throws SQLException {
        db = Database.watching(H2.database(
                "late_thaw",
                List.of(
                        "drop all objects",
                        "create table jobs (id int primary key, done boolean not null, until timestamp with time zone)",
                        "create table seen (number int primary key, at timestamp with time zone not null)",
                        "create table letters (number int primary key)",
                        "create table mails (number int not null)")));
        db.notComparing("seen");
    }

    private interface Sql {
        void run(Statement statement) throws SQLException;
    }

    private Job job(Sql sql) {
        return delivery -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                sql.run(statement);
            }
        };
    }

    private Verdict explore(Job job, Bounds bounds) {
        return RunsTwice.job("Mail", job)
                .given(() -> db.execute("insert into jobs (id, done) values (1, false)"))
                .watching("db", db)
                .within(bounds.copies(1))
                .explore();
    }

    private static void assertUnsafe(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString(schedule);
    }

    /**
     * It looks whether the message is done, and then sends the mail unless a record of the last half hour says that it
     * was sent.
     */
    private Job sending(String done) {
        return job(statement -> {
            if (Numbers.of(statement, "select count(*) from jobs where done") == 0) {
                Connection connection = statement.getConnection();
                connection.setAutoCommit(false);
                statement.executeUpdate(FORGET);
                if (statement.executeUpdate(SEE) == 1 && statement.executeUpdate(done) == 1) {
                    statement.executeUpdate("insert into mails values (1)");
                }
                connection.commit();
            }
        });
    }

    @Test
    void recordThatIsForgotten_doublesTheMailOfAZombie() {
        assertUnsafe(explore(sending(DONE), Bounds.standard()), "D1 pause before db DELETE seen #1; D2; 1h later D1");
    }

    @Test
    void recordThatIsAskedOnceMore_isSafe() {
        Verdict verdict = explore(sending(DONE + " and not done"), Bounds.standard());

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("it went on long after its message was settled (");
    }

    @Test
    void recordThatOutlivesEveryWorker_isSafe_andSaysWhoIsKilled() {
        Verdict verdict = explore(sending(DONE), Bounds.standard().killedAfter(Duration.ofMinutes(15)));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("a worker is killed 15 min after it began, wherever it stands still, and nothing that it sent"
                        + " arrives later");
    }

    @Test
    void workersThatAreKilledTooLate_areAsGoodAsNone() {
        assertUnsafe(
                explore(sending(DONE), Bounds.standard().killedAfter(Duration.ofMinutes(45))),
                "D1 pause before db DELETE seen #1; D2; 45m later D1");
    }

    /** No delivery begins while another one has the lease, and none once the message is done; then as above. */
    private Job leasing(String done) {
        return job(statement -> {
            if (Numbers.of(statement, "select count(*) from jobs where done") == 1) {
                return;
            }
            if (statement.executeUpdate(LEASE) == 0) {
                throw new IllegalStateException("somebody else has it");
            }
            statement.getConnection().setAutoCommit(false);
            statement.executeUpdate(FORGET);
            if (statement.executeUpdate(SEE) == 1 && statement.executeUpdate(done) == 1) {
                statement.executeUpdate("insert into mails values (1)");
            }
            statement.getConnection().commit();
        });
    }

    /**
     * The lease has to lapse before another delivery can overtake it, and the record has to be forgotten before it goes
     * on.
     */
    @Test
    void recordBehindALease_takesBothDelays() {
        db.notComparing("jobs");

        assertUnsafe(
                explore(leasing(DONE), Bounds.standard()),
                "D1 pause before db DELETE seen #1; 1h later D2; 1h later D1");
    }

    @Test
    void recordBehindALease_askedOnceMore_isSafe() {
        db.notComparing("jobs");
        Verdict verdict = explore(leasing(DONE + " and not done"), Bounds.standard());

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    /** One that has lost much time relies on the record alone. */
    private Job hurrying(String late) {
        return delivery -> {
            Instant begun = delivery.clock().instant();
            job(statement -> {
                        if (Numbers.of(statement, "select count(*) from jobs where done") == 1) {
                            return;
                        }
                        Numbers.of(statement, "select count(*) from settings");
                        boolean early = delivery.clock().instant().isBefore(begun.plusSeconds(60));
                        statement.getConnection().setAutoCommit(false);
                        statement.executeUpdate(FORGET);
                        if (statement.executeUpdate(SEE) == 1
                                && statement.executeUpdate(early ? DONE + " and not done" : late) == 1) {
                            statement.executeUpdate("insert into mails values (1)");
                        }
                        statement.getConnection().commit();
                    })
                    .perform(delivery);
        };
    }

    /** No worker can notice where it stands still: none writes the settings. But it looks at a clock next. */
    @Test
    void zombieThatLooksAtAClock_findsItLate() {
        db.execute("create table settings (hours int not null)");

        assertUnsafe(
                explore(hurrying(DONE), Bounds.standard()), "D1 pause before db SELECT settings #1; D2; 1h later D1");
        assertThat(explore(hurrying(DONE + " and not done"), Bounds.standard()).isSafe())
                .isTrue();
    }

    /** One that has lost much time takes what is there away, and sends it anew. */
    private Job replacing(boolean atOnce) {
        return delivery -> {
            Instant begun = delivery.clock().instant();
            job(statement -> {
                        statement.executeUpdate(FORGET);
                        if (delivery.clock().instant().isBefore(begun.plusSeconds(60))) {
                            statement.executeUpdate(SEND);
                            return;
                        }
                        statement.getConnection().setAutoCommit(!atOnce);
                        statement.executeUpdate("delete from letters");
                        statement.executeUpdate(SEND);
                        statement.getConnection().setAutoCommit(true);
                    })
                    .perform(delivery);
        };
    }

    /** Nothing comes back: the message was settled long ago. */
    @Test
    void zombieThatDiesHalfWay_leavesItsHalf() {
        Bounds lapses = Bounds.standard().withVisibilityLapses();

        assertUnsafe(
                explore(replacing(false), lapses),
                "D1 pause before db DELETE seen #1; D2; 1h later D1 crash after db DELETE letters #1");
        assertThat(explore(replacing(true), lapses).isSafe()).isTrue();
    }

    /** A worker of a history goes on late as well. */
    @Test
    @Tag("exhaustive")
    void zombieOfAHistory_goesOnLate() {
        Verdict verdict = RunsTwice.history("Mails", List.of("1", "2"), (message, delivery) -> sending(DONE)
                        .perform(delivery))
                .given(() -> db.execute("insert into jobs (id, done) values (1, false)"))
                .watching("db", db)
                .within(Bounds.standard().copies(1))
                .explore();

        assertUnsafe(verdict, "D1 of #1 pause before db DELETE seen #1; D2 of #2; 1h later D1");
    }

    /** It does all of its work when it goes on, after another message that came late. */
    @Test
    void messageThatIsTooOldByThen_isAsRightAsOneThatComesThen() {
        db.execute("alter table jobs add column state varchar(9)");
        String settle = "update jobs set state = case when until < current_timestamp then 'late' else 'done' end"
                + " where state is null and id = ";
        Verdict verdict = RunsTwice.history("Orders", List.of("1", "2"), (message, delivery) -> job(statement ->
                                statement.executeUpdate(settle + message))
                        .perform(delivery))
                .given(() ->
                        db.execute("insert into jobs select x, false, dateadd('minute', 90, current_timestamp), null"
                                + " from system_range(1, 2)"))
                .watching("db", db)
                .replay(Schedule.parse("D1 of #1 pause before db UPDATE jobs #1; 1h later D2 of #2; 1h later D1"))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
