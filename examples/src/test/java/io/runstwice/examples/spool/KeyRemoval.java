package io.runstwice.examples.spool;

import io.runstwice.world.Removal;
import io.runstwice.world.Worker;
import java.util.function.Consumer;

// region removal
/** A second message of a delivery under one key is let in, beside the first. */
final class KeyRemoval implements Removal {

    private final Consumer<KeyRemoval> place;
    private volatile boolean met;

    /** @param place is told what is away from now on, or null */
    KeyRemoval(Consumer<KeyRemoval> place) {
        this.place = place;
    }

    boolean isMetBy(Worker worker) {
        boolean delivers = worker != null && worker.delivers();
        met |= delivers;
        return delivers;
    }

    @Override
    public void begin() {
        place.accept(this);
    }

    @Override
    public boolean isMet() {
        return met;
    }

    @Override
    public String unmet() {
        return "no delivery added a message under a key";
    }

    @Override
    public void close() {
        place.accept(null);
    }
}
// endregion
