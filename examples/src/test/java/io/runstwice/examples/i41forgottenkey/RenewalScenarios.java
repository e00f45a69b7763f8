package io.runstwice.examples.i41forgottenkey;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A subscription that is due, in a queue whose 14th retry comes after a day. The incident needs no two workers at once.
 */
public final class RenewalScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(RenewalScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                        "BrokenRenewalJob",
                        delivery -> new BrokenRenewalJob(db.dataSource(), gateway.uri()).perform(9),
                        this::given,
                        world)
                .redeliveredWithin(Duration.ofHours(25))
                .oneAtATime();
    }

    Scenario fixed() {
        return new Scenario(
                        "FixedRenewalJob",
                        delivery -> new FixedRenewalJob(db.dataSource(), gateway.uri()).perform(9),
                        this::given,
                        world)
                .redeliveredWithin(Duration.ofHours(25))
                .oneAtATime();
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO renewals (id, cents, customer) VALUES (9, 4900, 'cus_9')");
    }
}
