package io.runstwice.examples.wrongisolation;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** A currency, and no charge yet. */
public final class IsolationScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(IsolationScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario repeatable() {
        return new Scenario(
                "BrokenRepeatableJob",
                delivery -> new BrokenRepeatableJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    Scenario serializable() {
        return new Scenario(
                "FixedSerializableJob",
                delivery -> new FixedSerializableJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    Scenario innocentRead() {
        return new Scenario(
                "BrokenSnapshotJob",
                delivery -> new BrokenSnapshotJob(db.dataSource()).perform(42),
                this::given,
                world);
    }

    Scenario lockFirst() {
        return new Scenario(
                "FixedSnapshotJob", delivery -> new FixedSnapshotJob(db.dataSource()).perform(42), this::given, world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(repeatable(), serializable(), innocentRead(), lockFirst());
    }

    private void given() {
        db.execute("INSERT INTO settings (name, value) VALUES ('currency', 'eur')");
    }
}
