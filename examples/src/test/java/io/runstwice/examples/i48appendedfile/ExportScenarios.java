package io.runstwice.examples.i48appendedfile;

import io.runstwice.effect.Files;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two students, and an empty directory. */
public final class ExportScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ExportScenarios.class);

    // region files
    private final Files exports = Files.watching(ExportScenarios::directory);
    // endregion

    private final Map<String, Resource> world = Map.of("db", db, "files", exports);

    Scenario broken() {
        return new Scenario(
                "BrokenExportJob",
                delivery -> new BrokenExportJob(db.dataSource(), exports::append).perform(7, 0),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedExportJob",
                delivery -> new FixedExportJob(db.dataSource(), exports::write).perform(7, 0),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO exports (id) VALUES (7)");
        db.execute("INSERT INTO students (id, name) VALUES (101, 'Ann'), (102, 'Bob')");
    }

    private static Path directory() {
        try {
            Path directory = java.nio.file.Files.createTempDirectory("exports");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
