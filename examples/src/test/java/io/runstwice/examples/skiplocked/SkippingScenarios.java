package io.runstwice.examples.skiplocked;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An invoice that is to be charged. */
public final class SkippingScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(SkippingScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenSkippingJob",
                delivery -> new BrokenSkippingJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedSkippingJob", delivery -> new FixedSkippingJob(db.dataSource()).perform(42), this::given, world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (42)");
    }
}
