package io.runstwice.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apiguardian.api.API;

/**
 * A toxic that stands on a lane until it is healed.
 *
 * <p>For resources, not for users. For one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Cut implements AutoCloseable {

    private final Toxic.Undoing undoing;
    private boolean healed;

    Cut(Toxic.Undoing undoing) {
        this.undoing = undoing;
    }

    /**
     * Heals the lane. Once is enough.
     *
     * @throws UncheckedIOException if the Toxiproxy server does not answer
     */
    @Override
    public void close() {
        if (healed) {
            return;
        }
        healed = true;
        try {
            undoing.undo();
        } catch (IOException failure) {
            throw new UncheckedIOException("the Toxiproxy server did not take a toxic away: " + failure, failure);
        }
    }
}
