package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Misuse;
import io.runstwice.world.State;
import java.sql.Connection;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Time passes while a worker stands still within a transaction: nobody waits for what it holds. */
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
                        "rows of lease that a worker held when time passed grew older once it had let go of them");

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

    @ParameterizedTest
    @MethodSource("databases")
    void declaredUpdate_runsWhenItsRowsAreLetGo(DataSource source) throws Exception {
        Servers.run(source, "create table lease (id int primary key, until_millis bigint)");
        Database db =
                Database.watching(source).ageing("update lease set until_millis = until_millis - :millis where id = 1");
        db.open("db", gate);
        db.capture();
        db.execute("insert into lease values (1, 9000000)");
        Connection holding = within(db, "select * from lease where id = 1 for update");

        db.pass(HOUR);
        assertThat(db.query("select until_millis from lease")).isEqualTo(9000000L);
        commit(holding);
        db.catchUp();

        assertThat(db.query("select until_millis from lease")).isEqualTo(5400000L);
        assertThat(gate.notes)
                .hasSize(1)
                .first()
                .asString()
                .endsWith("ran once a worker had let go of the rows that it held");
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
    void tableThatIsLockedAgainstReading_isNotWaitedForForEver() throws Exception {
        Database db = open(Servers.postgres());
        taken(db);
        within(db, "lock table lease in access exclusive mode", "select 42");

        assertThatThrownBy(() -> db.pass(HOUR))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Database could not let time pass")
                .hasMessageContaining("lock timeout")
                .hasMessageContaining("select 42");
        db.close();
    }
}
