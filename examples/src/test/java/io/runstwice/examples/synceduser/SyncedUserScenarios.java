package io.runstwice.examples.synceduser;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A user who was never synced. */
public final class SyncedUserScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(SyncedUserScenarios.class);

    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                "BrokenSyncUserJob", delivery -> new BrokenSyncUserJob(db.dataSource()).perform(7), this::given, world);
    }

    Scenario safeAsItIs() {
        return new Scenario("SyncUserJob", delivery -> new SyncUserJob(db.dataSource()).perform(7), this::given, world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), safeAsItIs());
    }

    private void given() {
        db.execute("INSERT INTO users (id) VALUES (7)");
    }
}
