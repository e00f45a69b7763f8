package io.runstwice.examples.safecontrols;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;

/** An invoice that is to be charged. */
public final class ControlScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ControlScenarios.class);
    private final Map<String, Resource> world = Map.of("db", db);

    Scenario advisoryLock() {
        return new Scenario(
                "AdvisoryLockJob", delivery -> new AdvisoryLockJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario serializable() {
        return new Scenario(
                "SerializableJob", delivery -> new SerializableJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario uniqueIndex() {
        return new Scenario(
                "UniqueIndexJob", delivery -> new UniqueIndexJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario versioned() {
        return new Scenario(
                "VersionedJob", delivery -> new VersionedJob(db.dataSource()).perform(42), this::given, world);
    }

    Scenario skipLocked() {
        return new Scenario(
                "SkipLockedJob", delivery -> new SkipLockedJob(db.dataSource()).perform(42), this::given, world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(advisoryLock(), serializable(), uniqueIndex(), versioned(), skipLocked());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (42)");
    }
}
