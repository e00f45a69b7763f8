package io.runstwice.world;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * One request from a worker to a resource, before it is sent.
 *
 * <p>The label names it within the resource and is the same in every run: it holds no values and no generated ids
 * ({@code INSERT charges}, {@code POST /v1/charges/{id}}). The detail is the text that the story shows, values included
 * ({@code SELECT users WHERE id = 7}). Both pass {@link Redaction}; a value that is secret by its place alone, the
 * resource masks itself.
 *
 * @param label names it, without values
 * @param detail the text that the story shows, on one line
 * @param reads whether it surely changes nothing; when in doubt, false
 * @param losses which messages of it can be lost
 * @param footprint the parts of the resource that it reads and changes
 * @param flies whether others can notice it between its arrival and its effect, so that it can be held in flight
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Interaction(
        String label, String detail, boolean reads, Set<Loss> losses, Footprint footprint, boolean flies) {

    public Interaction {
        label = Redaction.of(Objects.requireNonNull(label, "label"));
        detail = Redaction.of(Objects.requireNonNull(detail, "detail"));
        Objects.requireNonNull(footprint, "footprint");
        losses = losses.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(losses));
    }

    /** An interaction that may look at, or change, anything. */
    public Interaction(String label, String detail, boolean reads, Set<Loss> losses) {
        this(label, detail, reads, losses, reads ? Footprint.readingAll() : Footprint.writingAll(), false);
    }

    /** An interaction that surely changes nothing, and may look at anything. */
    public static Interaction reading(String label, String detail, Set<Loss> losses) {
        return new Interaction(label, detail, true, losses);
    }

    /** An interaction that may change anything. */
    public static Interaction writing(String label, String detail, Set<Loss> losses) {
        return new Interaction(label, detail, false, losses);
    }

    /** This interaction, known to touch no more than this. */
    public Interaction touching(Footprint known) {
        return new Interaction(label, detail, reads, losses, known, flies);
    }

    /** This interaction, noticeable between its arrival and its effect. */
    public Interaction flying() {
        return new Interaction(label, detail, reads, losses, footprint, true);
    }
}
