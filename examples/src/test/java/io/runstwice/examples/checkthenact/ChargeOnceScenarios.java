package io.runstwice.examples.checkthenact;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An invoice that is to be charged. */
public final class ChargeOnceScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ChargeOnceScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenChargeOnceJob",
                delivery -> new BrokenChargeOnceJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    Scenario lockedTooLate() {
        return new Scenario(
                "LockedTooLateJob", delivery -> new LockedTooLateJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedChargeOnceJob",
                delivery -> new FixedChargeOnceJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), lockedTooLate(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (42)");
    }
}
