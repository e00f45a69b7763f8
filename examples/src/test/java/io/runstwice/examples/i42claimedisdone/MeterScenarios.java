package io.runstwice.examples.i42claimedisdone;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An event of three units. */
public final class MeterScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(MeterScenarios.class);

    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenMeterJob",
                delivery -> new BrokenMeterJob(db.dataSource()).perform("e-90", "ann", 3),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedMeterJob",
                delivery -> new FixedMeterJob(db.dataSource()).perform("e-90", "ann", 3),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {}
}
