package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Time passes for what a run wrote, and judging does not notice. */
class AgeingTests {

    static Stream<DataSource> databases() {
        return Stream.of(Servers.postgres(), Servers.h2());
    }

    private static Database open(DataSource source) {
        Servers.run(
                source,
                "create table lease (id int primary key, until timestamp with time zone, local timestamp, due date, millis bigint)");
        Database db = Database.watching(source).ageing("update lease set millis = millis - :millis where id = 2");
        db.open("db", new ScriptedGate());
        db.execute("insert into lease values (1, now(), now(), current_date, 5000000)");
        db.execute("insert into lease values (3, timestamp '2020-02-20 20:20:20', null, null, null)");
        return db;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void cellsThatGoWithTheClock_growOlder_andAreShownAsWritten(DataSource source) {
        Database db = open(source);
        db.capture();
        db.execute("insert into lease values (2, now(), now(), current_date, 9000000)");
        State before = db.observe();

        db.pass(Duration.ofHours(25));

        assertThat(db.query("select count(*) from lease where until < current_timestamp - interval '24' hour"
                        + " and local < localtimestamp - interval '24' hour and due < current_date"))
                .as("written by the run, and given as now")
                .isEqualTo(2L);
        assertThat(db.query("select count(*) from lease where millis < 0")).isEqualTo(1L);
        assertThat(db.query("select count(*) from lease where until = timestamp '2020-02-20 20:20:20'"))
                .as("given long ago")
                .isEqualTo(1L);
        assertThat(db.observe()).isEqualTo(before);
        assertThat(db.remarks())
                .contains(
                        "moved with time: lease.due, lease.local, lease.millis, lease.until", "not aged: lease.until");
        db.close();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void cellWrittenAfterTimePassed_isShownAsItIs(DataSource source) {
        Database db = open(source);
        Snapshot empty = db.capture();
        db.execute("insert into lease values (2, now(), null, null, 9000000)");
        db.pass(Duration.ofHours(1));
        Snapshot aged = db.capture();
        db.execute("update lease set millis = 1 where id = 2");

        assertThat(cell(db.observe(), 2, 4)).isEqualTo("1");
        db.restore(aged);
        assertThat(cell(db.observe(), 2, 4)).isEqualTo("9000000");
        assertThat(db.query("select millis from lease where id = 2")).isEqualTo(5400000L);
        db.restore(empty);
        assertThat(db.query("select count(*) from lease")).isEqualTo(2L);
        db.close();
    }

    private static Object cell(State state, int id, int column) {
        return state.tables().get(0).rows().stream()
                .filter(row -> row.cells().get(0).equals(String.valueOf(id)))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(column);
    }
}
