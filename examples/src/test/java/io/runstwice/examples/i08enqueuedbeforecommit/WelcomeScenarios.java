package io.runstwice.examples.i08enqueuedbeforecommit;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** Ann signs up, and a worker is to greet her. */
public final class WelcomeScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(WelcomeScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                        "BrokenWelcomeJob",
                        delivery -> new BrokenWelcomeJob(db.dataSource(), gateway.uri()).perform(7),
                        this::given,
                        world)
                .alongside("producer", beside -> new BrokenSignUp(db.dataSource(), user -> beside.enqueue())
                        .perform(7, "ann@example.org"));
    }

    Scenario fixed() {
        return new Scenario(
                        "FixedWelcomeJob",
                        delivery -> new FixedWelcomeJob(db.dataSource(), gateway.uri()).perform(7),
                        this::given,
                        world)
                .alongside("producer", beside -> new FixedSignUp(db.dataSource(), user -> beside.enqueue())
                        .perform(7, "ann@example.org"));
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {}
}
