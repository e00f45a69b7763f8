package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.State;
import java.sql.Connection;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Time passes while a worker stands still within a transaction: the harness does not wait for what it holds. */
@Tag("exhaustive")
class HeldRowsTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");

    static Stream<DataSource> databases() {
        return Stream.of(Servers.postgres(), Servers.h2(), Servers.mariaDb());
    }

    /** Two leases that this run has taken. */
    private Database open(DataSource source) {
        Servers.run(source, "create table lease (id int primary key, since timestamp(6) null, millis bigint)");
        Servers.run(source, "create table job (id int primary key, lease int references lease (id))");
        Database db = Database.watching(source);
        db.open("db", gate);
        return db;
    }

    /** A run begins on these tables. */
    private Database begun(DataSource source, String... tables) {
        Servers.run(source, tables);
        Database db = Database.watching(source);
        db.open("db", gate);
        db.capture();
        return db;
    }

    private static void taken(Database db) {
        db.capture();
        db.execute("insert into lease values (1, current_timestamp(6), 9000000)");
        db.execute("insert into lease values (2, current_timestamp(6), 9000000)");
    }

    private Connection within(Database db, String... statements) throws Exception {
        return gate.as(worker, () -> {
            Connection connection = db.dataSource().getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return connection;
        });
    }

    private void commit(Connection connection) throws Exception {
        gate.as(worker, () -> {
            connection.commit();
            connection.close();
            return null;
        });
    }

    private static Instant since(Database db, int id) {
        return ((Timestamp) db.query("select since from lease where id = ?", id)).toInstant();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rowThatIsLocked_growsOlderWhenItIsLetGo_othersAtOnce(DataSource source) throws Exception {
        Database db = open(source);
        taken(db);
        Instant first = since(db, 1);
        Instant second = since(db, 2);
        State before = db.observe();
        Connection holding = within(db, "select * from lease where id = 1 for update");

        db.pass(HOUR);
        db.pass(HOUR);

        assertThat(since(db, 1)).isEqualTo(first);
        assertThat(since(db, 2)).isEqualTo(second.minus(HOUR).minus(HOUR));
        assertThat(gate.notes)
                .containsOnly(
                        "rows of lease that a worker held when time passed did not grow older before it had let go of them");

        db.catchUp();
        assertThat(since(db, 1)).as("still held").isEqualTo(first);
        commit(holding);
        db.catchUp();

        assertThat(since(db, 1)).isEqualTo(first.minus(HOUR).minus(HOUR));
        assertThat(db.observe()).isEqualTo(before);
        db.close();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rowThatWasWrittenSince_isAsOldAsItWasWritten(DataSource source) throws Exception {
        Database db = open(source);
        taken(db);
        Connection holding = within(db, "update lease set millis = 1 where id = 1");
        db.pass(HOUR);
        commit(holding);
        db.execute("update lease set since = current_timestamp(6) where id = 1");
        Instant anew = since(db, 1);

        db.catchUp();

        assertThat(since(db, 1)).isEqualTo(anew);
        assertThat(db.query("select millis from lease where id = 1")).isEqualTo(1L);
        db.close();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsHeldAtTheEndOfTheRun_isMadeUpFor(DataSource source) throws Exception {
        Database db = open(source);
        taken(db);
        Instant first = since(db, 1);
        within(db, "update lease set millis = 1 where id = 1");
        db.pass(HOUR);

        db.endRun();

        assertThat(since(db, 1)).isEqualTo(first.minus(HOUR));
        assertThat(db.query("select millis from lease where id = 1")).isEqualTo(9000000L);
        db.close();
    }

    /** Run later it would age what has been written since, too. */
    @ParameterizedTest
    @MethodSource("databases")
    void declaredUpdate_isLeftOutWhereItWouldWait(DataSource source) throws Exception {
        Servers.run(source, "create table lease (id int primary key, until_millis bigint)");
        Database db =
                Database.watching(source).ageing("update lease set until_millis = until_millis - :millis where id = 1");
        db.open("db", gate);
        db.capture();
        db.execute("insert into lease values (1, 9000000)");
        Connection holding = within(db, "select * from lease where id = 1 for update");

        db.pass(HOUR);
        commit(holding);
        db.catchUp();

        assertThat(db.query("select until_millis from lease")).isEqualTo(9000000L);
        assertThat(gate.notes).hasSize(1).first().asString().contains("was left out when time passed");

        db.pass(HOUR);
        assertThat(db.query("select until_millis from lease")).isEqualTo(5400000L);
        db.close();
    }

    /** The time that was there before the run stays, in a row of which another one grows older. */
    @ParameterizedTest
    @MethodSource("databases")
    void rowOfTheSetUp_growsOlderInWhatTheRunWroteOfIt(DataSource source) throws Exception {
        Servers.run(
                source,
                "create table task (id int primary key, due timestamp(6) null, claimed timestamp(6) null)",
                "insert into task values (1, timestamp '2026-01-01 00:00:00', null)");
        Database db = Database.watching(source).disposable();
        db.open("db", gate);
        db.capture();
        db.execute("update task set claimed = current_timestamp(6)");
        Object due = db.query("select due from task");
        Instant claimed = ((Timestamp) db.query("select claimed from task")).toInstant();
        Connection holding = within(db, "select * from task for update");

        db.pass(HOUR);
        commit(holding);
        db.catchUp();

        assertThat(db.query("select due from task")).isEqualTo(due);
        assertThat(((Timestamp) db.query("select claimed from task")).toInstant())
                .isEqualTo(claimed.minus(HOUR));
        db.close();
    }

    /**
     * It is let go and held again within one turn: what was renewed meanwhile owes nothing, also when it is let go once
     * more.
     */
    @ParameterizedTest
    @MethodSource("databases")
    void timeThatWasRenewedWhileOthersOfItsRowAreHeld_staysYoung(DataSource source) throws Exception {
        Database db = begun(
                source, "create table task (id int primary key, claimed timestamp(6) null, until timestamp(6) null)");
        db.execute("insert into task values (1, current_timestamp(6), current_timestamp(6))");
        Instant claimed = ((Timestamp) db.query("select claimed from task")).toInstant();
        Connection first = within(db, "select * from task for update");
        db.pass(HOUR);
        commit(first);
        db.execute("update task set until = current_timestamp(6)");
        Instant renewed = ((Timestamp) db.query("select until from task")).toInstant();
        Connection second = within(db, "select * from task for update");
        db.catchUp();
        commit(second);
        db.catchUp();

        assertThat(((Timestamp) db.query("select until from task")).toInstant()).isEqualTo(renewed);
        assertThat(((Timestamp) db.query("select claimed from task")).toInstant())
                .isEqualTo(claimed.minus(HOUR));
        db.close();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rowsThatAreAlikeAndHaveNoKey_growOlderByAsMuchAsTimePassed(DataSource source) throws Exception {
        Database db = begun(source, "create table log (at timestamp(6) null, word varchar(10))");
        db.execute("insert into log values (timestamp '2026-01-01 05:00:00.5', 'a')");
        db.execute("insert into log values (timestamp '2026-01-01 05:00:00.5', 'a')");
        Connection holding = within(db, "update log set word = 'b'");

        db.pass(HOUR);
        db.catchUp();
        db.catchUp();
        commit(holding);
        db.catchUp();

        assertThat(db.query("select count(*) from log where at = timestamp '2026-01-01 04:00:00.5' and word = 'b'"))
                .isEqualTo(2L);
        db.close();
    }

    /** A worker that renews a lease within the same second writes what was there. */
    @ParameterizedTest
    @MethodSource("databases")
    void timeOfWholeSeconds_mayHaveBeenWrittenAnew_andStaysYoungUntilTimePassesAgain(DataSource source)
            throws Exception {
        Database db = begun(source, "create table lease (id int primary key, until timestamp(6) null)");
        db.execute("insert into lease values (1, timestamp '2026-01-01 05:00:00')");
        Connection holding = within(db, "select * from lease for update");
        db.pass(HOUR);
        commit(holding);
        db.catchUp();
        String young = "select count(*) from lease where until = timestamp '2026-01-01 05:00:00'";
        assertThat(db.query(young)).isEqualTo(1L);
        assertThat(gate.notes).hasSize(1);

        db.pass(HOUR);
        assertThat(db.query(young)).isEqualTo(0L);
        db.close();
    }

    /** Two times that are as far apart as the time that passes, and must not be the same. */
    @ParameterizedTest
    @MethodSource("databases")
    void keyThatIsTaken_isNoFailure(DataSource source) throws Exception {
        Database db = begun(
                source,
                "create table slot (id int primary key, at timestamp(6) null unique)",
                "create table other (id int primary key)");
        db.execute("insert into slot values (1, timestamp '2026-01-01 05:00:00.5')");
        db.execute("insert into slot values (2, timestamp '2026-01-01 04:00:00.5')");
        Connection somewhereElse = within(db, "insert into other values (1)");

        db.pass(HOUR);
        commit(somewhereElse);
        db.catchUp();

        assertThat(db.query("select count(*) from slot where at = timestamp '2026-01-01 04:00:00.5' and id = 1"
                        + " or at = timestamp '2026-01-01 03:00:00.5' and id = 2"))
                .isEqualTo(2L);
        db.close();
    }

    /** A zone in which the server shows times otherwise than in UTC. */
    @Test
    void timeWithAZone_growsOlderAgainAndAgain() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            DataSource source = Servers.postgres();
            Servers.run(source, "create table lease (id int primary key, since timestamptz, word text)");
            Database db = Database.watching(source);
            db.open("db", gate);
            db.capture();
            db.execute("insert into lease values (1, now(), 'a')");
            Instant first = since(db, 1);
            State written = db.observe();
            Connection holding = within(db, "select 1");

            db.pass(HOUR);
            db.pass(HOUR);
            assertThat(since(db, 1)).isEqualTo(first.minus(HOUR).minus(HOUR));
            assertThat(gate.notes).isEmpty();

            db.execute("update lease set word = 'b'");
            db.execute("update lease set word = 'a'");
            assertThat(db.observe()).as("shown as written").isEqualTo(written);
            commit(holding);
            db.close();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** It keeps others from writing, and holds no row. */
    @Test
    void tableThatIsLockedAgainstWriting_growsOlderWhenItIsLetGo() throws Exception {
        Database db = open(Servers.postgres());
        taken(db);
        Instant first = since(db, 1);
        Connection holding = within(db, "lock table lease in share row exclusive mode");

        db.pass(HOUR);
        assertThat(since(db, 1)).isEqualTo(first);
        commit(holding);
        db.catchUp();

        assertThat(since(db, 1)).isEqualTo(first.minus(HOUR));
        db.close();
    }

    /** Another worker could write it, too: only its key is held. */
    @Test
    void rowThatSomebodyHasPointedAt_growsOlderAtOnceOnPostgreSql() throws Exception {
        Database db = open(Servers.postgres());
        taken(db);
        Instant first = since(db, 1);
        Connection holding = within(db, "insert into job values (7, 1)");

        db.pass(HOUR);

        assertThat(since(db, 1)).isEqualTo(first.minus(HOUR));
        assertThat(gate.notes).isEmpty();
        commit(holding);
        db.close();
    }

    @Test
    void tableThatIsLockedAgainstReading_isNotWaitedFor_andGrowsOlderWhenItIsLetGo() throws Exception {
        Database db = open(Servers.postgres());
        taken(db);
        db.observe();
        Instant first = since(db, 1);
        Connection holding = within(db, "lock table lease in access exclusive mode");

        db.pass(HOUR);
        db.catchUp();
        commit(holding);
        db.catchUp();

        assertThat(since(db, 1)).isEqualTo(first.minus(HOUR));
        assertThat(gate.notes).singleElement().asString().contains("rows of lease");
        db.close();
    }
}
