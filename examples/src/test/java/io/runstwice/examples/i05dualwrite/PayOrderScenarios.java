package io.runstwice.examples.i05dualwrite;

import io.runstwice.effect.Effects;
import io.runstwice.examples.support.Resources;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An order that waits for its payment. */
public final class PayOrderScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(PayOrderScenarios.class);
    private final Effects broker = Resources.named("broker", Effects.class, Effects::keyed);
    private final Map<String, Resource> world = Map.of("db", db, "broker", broker);

    Scenario broken() {
        return new Scenario(
                "BrokenPayOrderJob",
                delivery -> new BrokenPayOrderJob(db.dataSource(), this::publish).perform(7),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedPayOrderJob",
                delivery -> new FixedPayOrderJob(db.dataSource(), this::publish).perform(7),
                this::given,
                world);
    }

    private void publish(String eventId, String event) {
        broker.perform("publish", eventId, event);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO orders (id, status) VALUES (7, 'open')");
    }
}
