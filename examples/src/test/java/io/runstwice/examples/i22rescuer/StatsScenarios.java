package io.runstwice.examples.i22rescuer;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A day of which three lines were logged, for two packages. */
public final class StatsScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(StatsScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    /** The queue holds the job once, as it did there; its rescuer hands it out again. */
    Scenario broken() {
        return new Scenario(
                        "BrokenStatsJob",
                        delivery -> new BrokenStatsJob(db.dataSource()).perform(LocalDate.of(2026, 3, 1)),
                        this::given,
                        world)
                .copies(1);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedStatsJob",
                delivery -> new FixedStatsJob(db.dataSource()).perform(LocalDate.of(2026, 3, 1)),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO packages (name) VALUES ('ecto'), ('plug')");
        db.execute(
                "INSERT INTO log_lines (day, package) VALUES ('2026-03-01', 'ecto'), ('2026-03-01', 'ecto'), ('2026-03-01', 'plug')");
    }
}
