package io.runstwice.examples.i01recharge;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An account whose balance is low. */
public final class RechargeScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(RechargeScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenRechargeJob",
                delivery -> new BrokenRechargeJob(db.dataSource(), gateway.uri()).perform(7),
                this::given,
                world);
    }

    /** Every order of turns is safe too, but these are 2,155 schedules: more than a minute. */
    Scenario fixed() {
        return new Scenario(
                        "FixedRechargeJob",
                        delivery -> new FixedRechargeJob(db.dataSource(), gateway.uri()).perform(7),
                        this::given,
                        world)
                .preemptions(2);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO accounts (id, balance_cents) VALUES (7, 120)");
    }
}
