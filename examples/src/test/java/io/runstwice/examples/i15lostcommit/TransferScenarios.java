package io.runstwice.examples.i15lostcommit;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An account that 10.00 is taken from. */
public final class TransferScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(TransferScenarios.class);

    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenTransferJob",
                delivery -> new BrokenTransferJob(db.dataSource()).perform("t-90", 7, 1000),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedTransferJob",
                delivery -> new FixedTransferJob(db.dataSource()).perform("t-90", 7, 1000),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO accounts (id, balance_cents) VALUES (7, 5000)");
    }
}
