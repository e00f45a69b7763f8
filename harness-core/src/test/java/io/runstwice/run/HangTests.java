package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that waits for what no living worker holds: no worker can be given the turn. */
class HangTests {

    private static DataSource source;

    private final RunEnvironment environment = new RunEnvironment();
    private final Database db = Database.watching(source);
    private final World world = new World(Map.of("db", db));

    @BeforeAll
    static void schema() {
        source = Postgres.database("hangs", List.of("create table invoices (id int primary key, paid boolean)"));
    }

    @BeforeEach
    void open() {
        world.open(environment::gate);
        db.execute("insert into invoices values (42, false)");
    }

    @AfterEach
    void close() {
        db.execute("delete from invoices");
        world.close();
    }

    private Run run(Work work, String schedule) {
        return new Runner(environment, world, Workload.of(work), Duration.ofMillis(500), Duration.ofHours(1))
                .run(Schedule.parse(schedule));
    }

    private static void pay(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update invoices set paid = true where id = 42");
        }
    }

    private void payAlone() throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            pay(connection);
            connection.commit();
        }
    }

    @Test
    void workerThatWaitsForItsOwnOtherSession_isNamedWithLockAndPoint() {
        Run run = run(
                attempt -> {
                    try (Connection one = db.dataSource().getConnection()) {
                        pay(one);
                        payAlone();
                    }
                },
                "D1");

        assertThat(run.doubts())
                .singleElement()
                .asString()
                .startsWith(
                        "D1 did not return within 500 ms: at db UPDATE invoices #2 it waits for a row of invoices, held by"
                                + " another session of its own; last seen at ");
    }

    @Test
    void workerThatWaitsForAStranger_isNamedWithLockAndPoint() throws SQLException {
        try (Connection stranger = source.getConnection()) {
            pay(stranger);

            Run run = run(attempt -> payAlone(), "D1");
            stranger.rollback();

            assertThat(run.doubts())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "D1 did not return within 500 ms: at db UPDATE invoices #1 it waits for a row of invoices,"
                                    + " held by no session that takes part; last seen at ");
        }
    }

    @Test
    void workerThatWaitsForAStrangerBesideAnother_isNamedWithLockAndPoint() throws SQLException {
        try (Connection stranger = source.getConnection()) {
            pay(stranger);

            Run run = run(attempt -> payAlone(), "D1 pause before db UPDATE invoices #1; copy D2");
            stranger.rollback();

            assertThat(run.doubts()).anySatisfy(doubt -> assertThat(doubt)
                    .startsWith("D2 did not return within 500 ms: at db UPDATE invoices #1 it waits for a row of"
                            + " invoices, held by no session that takes part"));
        }
    }
}
