package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Workload;
import io.runstwice.world.Gate;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import io.runstwice.world.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An exploration may take as long as it likes: a delivery finds every row as old as it was given, and the verdict is
 * the same.
 */
@Tag("exhaustive")
class AgesKeptTests {

    private static final Bounds BOUNDS = Bounds.standard().copies(1).preemptions(0);

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "ages_kept",
                List.of(
                        "create table lease (id int primary key, until timestamptz not null)",
                        "create table task (id int primary key, due_at timestamptz not null, done boolean not null)",
                        "create table charge (id int generated always as identity primary key, invoice int not null)"));
    }

    /** The machine's clock, which leaps whenever a snapshot has been taken: so slow is the harness. */
    private static final class Leaping extends Clock implements Resource {

        private final Duration leap;
        private Duration ahead = Duration.ZERO;

        Leaping(Duration leap) {
            this.leap = leap;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public Snapshot capture() {
            ahead = ahead.plus(leap);
            return State::empty;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public String kind() {
            return "leaps";
        }

        @Override
        public void open(String name, Gate gate) {}

        @Override
        public void close() {}

        @Override
        public void restore(Snapshot snapshot) {}

        @Override
        public boolean restoresAny() {
            return true;
        }

        @Override
        public State observe() {
            return State.empty();
        }

        @Override
        public void end(Worker worker) {}

        @Override
        public void endRun() {}

        @Override
        public List<String> remarks() {
            return List.of();
        }
    }

    private interface Job {
        void perform(Connection connection, Instant now) throws SQLException;
    }

    private static int run(Connection connection, String sql, Instant... times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < times.length; i++) {
                statement.setTimestamp(i + 1, Timestamp.from(times[i]));
            }
            return statement.executeUpdate();
        }
    }

    private static String explore(Duration leap, String given, Duration ahead, Job job) {
        Leaping machine = new Leaping(leap);
        Database db = Database.watching(source);
        Map<String, Resource> resources = new LinkedHashMap<>();
        resources.put("db", db);
        resources.put("leaps", machine);
        World world = new World(resources);
        RunEnvironment environment = new RunEnvironment(machine);
        world.open(environment::gate);
        World.Capture found = world.capture();
        try {
            db.execute(given, Timestamp.from(machine.instant().plus(ahead)));
            environment.begin();
            Workload workload = Workload.of(attempt -> {
                try (Connection connection = db.dataSource().getConnection()) {
                    job.perform(connection, machine.instant());
                }
            });
            Findings findings = new Exploration("Job", world, environment, workload, BOUNDS).explore(new Part.Whole());
            return findings.tally().explored() + " " + findings.inconclusive() + " "
                    + findings.findings().stream()
                            .map(finding -> finding.violation().kind() + " of "
                                    + finding.run().schedule())
                            .toList();
        } finally {
            world.restore(found);
            world.close();
        }
    }

    /** A lease keeps others away for five seconds, and nothing else does. */
    private static void charge(Connection connection, Instant now) throws SQLException {
        if (run(connection, "update lease set until = ? where id = 42 and until < ?", now.plusSeconds(5), now) == 0) {
            throw new IllegalStateException("somebody else has it");
        }
        run(connection, "insert into charge (invoice) values (42)");
    }

    @Test
    void leaseOfFiveSeconds_isFoundAliveByTheNextDelivery_howeverLongTheHarnessTook() {
        String given = "insert into lease values (42, ?)";
        Duration lapsed = Duration.ofMinutes(-1);

        String quick = explore(Duration.ZERO, given, lapsed, AgesKeptTests::charge);
        String slow = explore(Duration.ofSeconds(120), given, lapsed, AgesKeptTests::charge);

        assertThat(quick).contains("double effect of D1 crash after db INSERT charge #1; D2; 1h later D3");
        assertThat(slow).isEqualTo(quick);
    }

    /** A row that is due in twenty seconds is not due, however long the exploration takes. */
    @ParameterizedTest
    @ValueSource(ints = {20, 600})
    void rowThatIsDueSoon_isNeverDueAtOnce(int seconds) {
        String slow = explore(
                Duration.ofSeconds(60),
                "insert into task values (42, ?, false)",
                Duration.ofSeconds(seconds),
                (connection, now) -> {
                    boolean done =
                            run(connection, "update task set done = true where id = 42 and due_at <= ?", now) > 0;
                    run(
                            connection,
                            "insert into charge (invoice) select " + (done ? 1 : 2)
                                    + " where not exists (select 1 from charge)");
                });

        assertThat(slow).contains("Optional.empty").contains("stale state of D1 acknowledgement lost; 1h later D2");
    }
}
