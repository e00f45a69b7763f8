package io.runstwice.examples.locktoolate;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An invoice that is to be charged. */
public final class LockingScenarios implements Scenarios {

    private final Database db = Database.watching(() -> TestPostgres.database(LockingScenarios.class));
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenLockingJob", delivery -> new BrokenLockingJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedLockingJob", delivery -> new FixedLockingJob(db.dataSource()).perform(42), this::given, world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (42)");
    }
}
