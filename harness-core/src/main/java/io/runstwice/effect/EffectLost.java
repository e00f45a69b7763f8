package io.runstwice.effect;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apiguardian.api.API;

/**
 * The failure that the caller of {@link Effects} sees when a message is lost: it cannot know whether the effect took
 * place.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EffectLost extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    EffectLost(String label) {
        super("the connection broke before " + label + " was confirmed", new IOException("connection reset"));
    }
}
