package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Times that a table's own rules hold: they grow older with what the rule says, or the verdict names them. */
@Tag("exhaustive")
class RigidTimesTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "rigid_times",
                List.of(
                        "create extension if not exists btree_gist",
                        "create table event (id int, at timestamptz, amount int, primary key (id, at)) partition by range (at)",
                        "create table event_all partition of event default",
                        "create table narrow (id int, at timestamptz, amount int) partition by range (at)",
                        "do $$ begin execute format('create table narrow_now partition of narrow for values from (%L) to (%L)',"
                                + " now() - interval '10 minutes', now() + interval '1 day'); end $$",
                        "create table job (id int primary key, since timestamptz, until timestamptz, check (until > since))",
                        "create table booking (room int, since timestamptz, until timestamptz, amount int,"
                                + " exclude using gist (room with =, tstzrange(since, until) with &&))",
                        "create table tick (at timestamptz primary key, amount int)",
                        "create table tack (tick timestamptz references tick, amount int)",
                        "create table daily (id int primary key, at timestamp, hour int generated always as"
                                + " (extract(hour from at)::int) stored, amount int)",
                        "create table charge (id int generated always as identity primary key, amount int)"));
    }

    /** Each is a transaction; it goes no further than the first that changes nothing. */
    private static Verdict explore(String given, String... sql) {
        Database db = Database.watching(source);
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        for (String one : sql) {
                            if (statement.executeUpdate(one) == 0) {
                                break;
                            }
                        }
                        connection.commit();
                    } catch (SQLException refusal) {
                        if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
                            throw refusal;
                        }
                    }
                })
                .given(() -> {
                    if (!given.isEmpty()) {
                        db.execute(given);
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    private static String unlessThereIsOneSince(String table, int minutes) {
        return "insert into " + table + " select 42, now(), 1999 where not exists (select 1 from " + table
                + " where id = 42 and at > now() - interval '" + minutes + " minutes')";
    }

    @Test
    void partitionsKey_growsOlder() {
        isUnsafe(explore("", unlessThereIsOneSince("event", 30)));
        isSafe(explore("", unlessThereIsOneSince("event", 90)));
    }

    /** There is no partition for a row that is an hour older. */
    @Test
    void partitionsKey_thatCannotGrowOlder_isNamed() {
        Verdict verdict = explore("", unlessThereIsOneSince("narrow", 30));

        assertThat(verdict.isSafe()).as(verdict.toString()).isFalse();
        assertThat(verdict.toString()).contains("narrow");
    }

    @Test
    void timesOfACheck_growOlderTogether() {
        String claim = "insert into job values (42, now(), now() + interval '%s minutes') on conflict (id) do update"
                + " set since = now(), until = excluded.until where job.until < now()";

        isUnsafe(explore("", claim.formatted(30), "insert into charge (amount) values (1999)"));
        isSafe(explore("", claim.formatted(90), "insert into charge (amount) values (1999)"));
    }

    /** One is the message's own and stands, the other is a lease: an hour later they are the wrong way round. */
    @Test
    void timesOfACheck_ofWhichOneStands_areJudgedOrNamed() {
        String message = java.time.Instant.now().minusSeconds(60).toString();
        String claim = "insert into job values (42, '" + message + "', now() + interval '%s minutes') on conflict (id)"
                + " do update set until = excluded.until where job.until < now()";

        Verdict lapses = explore("", claim.formatted(30), "insert into charge (amount) values (1999)");
        Verdict lasts = explore("", claim.formatted(90), "insert into charge (amount) values (1999)");

        assertThat(lapses.isSafe()).as(lapses.toString()).isFalse();
        if (!lapses.isUnsafe()) {
            assertThat(lapses.toString()).contains("job.until");
        }
        isSafe(lasts);
    }

    /** No worker looks at them, so they may as well stand. */
    @Test
    void timesOfACheck_thatNobodyLooksAt_mayStand_andAreNamed() {
        String message = java.time.Instant.now().minusSeconds(60).toString();

        Verdict verdict = explore(
                "",
                "insert into job values (42, '" + message + "', now() + interval '5 minutes') on conflict do nothing");

        isSafe(verdict);
        assertThat(verdict.certificate()).contains("job.until did not grow older");
    }

    @Test
    void timesOfAnExclusion_growOlderTogether() {
        String book = "insert into booking select 1, now(), now() + interval '%s minutes', 1999 where not exists"
                + " (select 1 from booking where room = 1 and until > now())";

        isUnsafe(explore("", book.formatted(30)));
        isSafe(explore("", book.formatted(90)));
    }

    /** Another customer's booking was given, and grows older as well. */
    @Test
    void timesOfAnExclusion_besideGivenOnes_growOlderTogether() {
        String given = "insert into booking values (1, now() - interval '2 hours', now() - interval '1 minute', 5)";
        String book = "insert into booking select 1, now(), now() + interval '%s minutes', 1999 where not exists"
                + " (select 1 from booking where room = 1 and until > now())";

        isUnsafe(explore(given, book.formatted(30)));
        isSafe(explore(given, book.formatted(90)));
    }

    @Test
    void nowAsAKey_andWhatRefersToIt_growOlderTogether() {
        isUnsafe(explore(
                "",
                "insert into tick values (date_trunc('hour', now()), 1999)",
                "insert into tack select at, 1 from tick"));
        isSafe(explore(
                "",
                "insert into tick select now(), 1999 where not exists (select 1 from tick where at > now() - interval '2 hours')",
                "insert into tack select at, 1 from tick"));
    }

    @Test
    void generatedColumn_followsTheTimeThatItIsComputedFrom() {
        isSafe(explore(
                "", "insert into daily (id, at, amount) values (42, localtimestamp, 1999) on conflict do nothing"));
        isUnsafe(explore(
                "insert into daily (id, at, amount) values (42, localtimestamp - interval '30 days', 0)",
                "update daily set amount = amount + 1, at = localtimestamp"
                        + " where id = 42 and (at < localtimestamp - interval '30 minutes')"));
    }
}
