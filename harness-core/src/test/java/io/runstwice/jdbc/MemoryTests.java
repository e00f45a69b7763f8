package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.judge.FutureKey;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a capture remembers of times is what the next delivery finds: from two that are alike, it does the same. */
@Tag("exhaustive")
class MemoryTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant begin = Instant.now();
    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedGate.Hand worker = new ScriptedGate.Hand("D1");
    private Database db;
    private State given;

    static Stream<DataSource> databases() {
        return Stream.of(Servers.postgres(), Servers.h2(), Servers.mariaDb());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void open(DataSource source) {
        String moment = source.getClass().getName().contains("mariadb") ? "timestamp(6) null" : "timestamp";
        Servers.run(source, "create table lease (id int primary key, taken " + moment + ", millis bigint)");
        db = Database.watching(source).ageing("update lease set millis = millis - :millis where millis is not null");
        db.open("db", gate);
        db.execute("insert into lease values (1, timestamp '2020-02-20 20:20:20', null)");
        given = db.capture().memory();
    }

    /** What a worker does. */
    private void delivery(String sql) {
        try {
            gate.as(worker, () -> {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(sql);
                }
            });
        } catch (Exception refusal) {
            throw new AssertionError(refusal);
        }
    }

    /** How much time has passed, for a clock that began when this test did. */
    private String key(Snapshot snapshot, Duration passed) {
        return FutureKey.of(
                snapshot.memory(),
                given,
                new FutureKey.Moment(
                        begin.plusSeconds(90_000).plus(passed), begin, Instant.now(), passed, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void lapsedSinceItWasWritten_isNotWhatIsWrittenAfterwards(DataSource source) {
        open(source);
        delivery("insert into lease values (2, current_timestamp(6), null)");
        db.pass(HOUR);
        Snapshot lapsed = db.capture();
        delivery("update lease set taken = current_timestamp(6) where id = 2");
        Snapshot fresh = db.capture();

        assertThat(key(fresh, HOUR)).isNotEqualTo(key(lapsed, HOUR));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void lapsedForAnHour_isNotWhatIsJustWritten(DataSource source) {
        open(source);
        delivery("insert into lease values (2, current_timestamp(6), null)");
        Snapshot fresh = db.capture();
        db.pass(HOUR);

        assertThat(key(db.capture(), HOUR)).isNotEqualTo(key(fresh, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void writtenAsIfItWereOld_isNotWhatHasGrownOlder(DataSource source) {
        open(source);
        delivery("insert into lease values (2, current_timestamp(6), null)");
        db.pass(HOUR);
        Snapshot lapsed = db.capture();
        delivery("update lease set taken = current_timestamp(6) - interval '1' hour where id = 2");

        assertThat(key(db.capture(), HOUR))
                .as("a verdict reads the one as an hour before the run, the other as the present")
                .isNotEqualTo(key(lapsed, HOUR));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void lapsedForAnHourTwice_hasOneFuture(DataSource source) {
        open(source);
        Snapshot empty = db.capture();
        delivery("insert into lease values (2, current_timestamp(6), null)");
        db.pass(HOUR);
        Snapshot one = db.capture();
        db.restore(empty);
        delivery("insert into lease values (2, current_timestamp(6), null)");
        db.pass(HOUR);
        Snapshot other = db.capture();
        db.restore(one);

        assertThat(key(other, HOUR)).isEqualTo(key(one, HOUR)).isEqualTo(key(db.capture(), HOUR));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaseThatEndsLater_isToldByWhatIsLeftOfIt(DataSource source) {
        open(source);
        Snapshot empty = db.capture();
        delivery("insert into lease values (2, current_timestamp(6) + interval '80' minute, null)");
        db.pass(HOUR);
        delivery("insert into lease values (3, current_timestamp(6) + interval '30' minute, null)");
        Snapshot shorter = db.capture();
        db.restore(empty);
        delivery("insert into lease values (2, current_timestamp(6) + interval '100' minute, null)");
        db.pass(HOUR);
        delivery("insert into lease values (3, current_timestamp(6) + interval '30' minute, null)");

        assertThat(key(db.capture(), HOUR)).as("which of the two ends first").isNotEqualTo(key(shorter, HOUR));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nothingCarriesTime_hasOneFutureHoweverLate(DataSource source) {
        open(source);
        delivery("insert into lease values (2, null, null)");
        Snapshot soon = db.capture();
        db.pass(HOUR);

        assertThat(key(db.capture(), HOUR)).isEqualTo(key(soon, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void numberThatWasDeclaredToAge_isWhatTheNextDeliveryFinds(DataSource source) {
        open(source);
        delivery("insert into lease values (2, null, 9000000)");
        Snapshot soon = db.capture();
        db.pass(HOUR);
        Snapshot late = db.capture();
        delivery("update lease set millis = 9000000 where id = 2");

        assertThat(key(late, HOUR)).isNotEqualTo(key(soon, Duration.ZERO));
        assertThat(key(db.capture(), HOUR)).isEqualTo(key(soon, Duration.ZERO)).isNotEqualTo(key(late, HOUR));
    }
}
