package io.runstwice.effect;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The log at one moment. Immutable: this copy is never written to. */
record EffectSnapshot(
        String name, EffectLog log, Instant taken, @Nullable Duration retention) implements Snapshot {

    @Override
    public State memory() {
        return log.memory(name, taken, retention);
    }
}
