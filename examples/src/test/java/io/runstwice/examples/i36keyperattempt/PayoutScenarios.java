package io.runstwice.examples.i36keyperattempt;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A payout that is due. */
public final class PayoutScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(PayoutScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenPayoutJob",
                delivery -> new BrokenPayoutJob(db.dataSource(), gateway.uri()).perform(5),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedPayoutJob",
                delivery -> new FixedPayoutJob(db.dataSource(), gateway.uri()).perform(5),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO payouts (id, cents, destination) VALUES (5, 12500, 'ba_1')");
    }
}
