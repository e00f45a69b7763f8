package io.runstwice.examples.spool;

import io.runstwice.junit.contract.ResourceContract;
import io.runstwice.world.Safeguard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

// region contract
class SpoolContractTests extends ResourceContract<Spool> {

    @TempDir
    Path directory;

    @Override
    protected Spool create() throws IOException {
        Spool spool = new Spool(Files.createTempDirectory(directory, "spool"));
        spool.add("a message that a worker can take");
        return spool;
    }

    @Override
    protected void act(Spool spool) {
        spool.add("a message");
    }

    @Override
    protected void hold(Spool spool) {
        spool.take();
    }

    @Override
    protected List<Safeguard> guards() {
        return List.of(Spool.KEYS);
    }
}
// endregion
