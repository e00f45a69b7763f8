package io.runstwice.examples.i23foreignunlock;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A job that worker A locked five hours ago; by now its time-out handler cleans up. */
public final class WorkerScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(WorkerScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario broken() {
        return new Scenario(
                        "BrokenWorker", delivery -> new BrokenWorker(db.dataSource()).perform(90), this::given, world)
                .alongside("timeout-of-A", beside -> new JobLock(db.dataSource(), 90).releaseWhoeverHasIt());
    }

    Scenario fixed() {
        return new Scenario(
                        "FencedWorker", delivery -> new FencedWorker(db.dataSource()).perform(90), this::given, world)
                .alongside("timeout-of-A", beside -> new JobLock(db.dataSource(), 90).releaseOwn("worker-A"));
    }

    /** The worker is fenced, and the handler as careless as before. */
    Scenario fencedOnly() {
        return new Scenario(
                        "FencedWorker", delivery -> new FencedWorker(db.dataSource()).perform(90), this::given, world)
                .alongside("timeout-of-A", beside -> new JobLock(db.dataSource(), 90).releaseWhoeverHasIt());
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed(), fencedOnly());
    }

    private void given() {
        db.execute("INSERT INTO jobs (id, locked_by, locked_at) VALUES (90, 'worker-A', now() - interval '5 hours')");
    }
}
