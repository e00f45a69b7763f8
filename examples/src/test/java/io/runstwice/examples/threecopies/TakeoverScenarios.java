package io.runstwice.examples.threecopies;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An invoice that is to be charged. */
public final class TakeoverScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(TakeoverScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                        "BrokenTakeoverJob",
                        delivery -> new BrokenTakeoverJob(db.dataSource()).perform(42),
                        this::given,
                        world)
                .copies(3);
    }

    Scenario fixed() {
        return new Scenario(
                        "FixedTakeoverJob",
                        delivery -> new FixedTakeoverJob(db.dataSource()).perform(42),
                        this::given,
                        world)
                .copies(3);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (42)");
    }
}
