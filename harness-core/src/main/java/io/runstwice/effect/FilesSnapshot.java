package io.runstwice.effect;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;

/** Everything below the directory at one moment. Immutable: these arrays are never written to. */
record FilesSnapshot(String name, Folder.Found found) implements Snapshot {

    @Override
    public State memory() {
        return FileTables.of(name, found.files(), any -> true);
    }
}
