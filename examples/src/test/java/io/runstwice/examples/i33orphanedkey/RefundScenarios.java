package io.runstwice.examples.i33orphanedkey;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A charge that is to be refunded. */
public final class RefundScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(RefundScenarios.class);
    private final HttpService.StripeLike gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenRefundJob",
                delivery -> new BrokenRefundJob(db.dataSource(), gateway.uri()).perform("refund-9", "ch_9"),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedRefundJob",
                delivery -> new FixedRefundJob(db.dataSource(), gateway.uri()).perform("refund-9", "ch_9"),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        gateway.create("charges", Map.of("id", "ch_9", "amount", 1999, "currency", "usd", "customer", "cus_7"));
    }
}
