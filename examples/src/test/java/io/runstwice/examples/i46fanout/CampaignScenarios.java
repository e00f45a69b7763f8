package io.runstwice.examples.i46fanout;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A campaign to two recipients. */
public final class CampaignScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(CampaignScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenCampaignJob",
                delivery -> new BrokenCampaignJob(db.dataSource(), gateway.uri()).perform(3),
                this::given,
                world);
    }

    /** One preemption: ten interactions on each side have more orders than an example is worth. */
    Scenario fixed() {
        return new Scenario(
                        "FixedCampaignJob",
                        delivery -> new FixedCampaignJob(db.dataSource(), gateway.uri()).perform(3),
                        this::given,
                        world)
                .preemptions(1);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO campaigns (id) VALUES (3)");
        db.execute(
                "INSERT INTO recipients (campaign_id, address) VALUES (3, 'ann@example.org'), (3, 'bob@example.org')");
    }
}
