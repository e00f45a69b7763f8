package io.runstwice.examples.i18swallowedviolation;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A webhook, to be dispatched once at most. */
public final class WebhookScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(WebhookScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike(it -> it.atMostOnce("/v1/dispatches"));
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenWebhookJob",
                delivery -> new BrokenWebhookJob(db.dataSource(), gateway.uri()).perform("d-90"),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedWebhookJob",
                delivery -> new FixedWebhookJob(db.dataSource(), gateway.uri()).perform("d-90"),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {}
}
