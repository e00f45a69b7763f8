package io.runstwice.examples.i11outboxlease;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** One mail waits in the outbox. */
public final class DrainScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(DrainScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenDrainJob",
                delivery -> new BrokenDrainJob(db.dataSource(), gateway.uri()).perform(),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedDrainJob",
                delivery -> new FixedDrainJob(db.dataSource(), gateway.uri()).perform(),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO outbox (id, address) VALUES (1, 'ann@example.org')");
    }
}
