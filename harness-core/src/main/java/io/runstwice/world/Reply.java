package io.runstwice.world;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The answer of a resource to an interaction.
 *
 * @param text the text that the story shows, on one line: {@code 200 ch_1}, {@code 1 row},
 *     {@code 23505 unique violation}
 * @param effect the effect of the interaction on the world
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Reply(String text, Effect effect) {

    public Reply {
        text = Redaction.of(
                Objects.requireNonNull(text, "text").lines().findFirst().orElse(""));
        Objects.requireNonNull(effect, "effect");
    }
}
