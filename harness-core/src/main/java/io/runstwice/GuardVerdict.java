package io.runstwice;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** What came of a job when one of its guards was taken away. An immutable value; only {@link #orThrow()} throws. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuardVerdict {

    /** What can come of it. */
    public enum Outcome {
        /** A violation of the declared kind appears, and not under the same schedule with the guard. */
        NEEDED,
        /**
         * Without the guard the job fails by itself, or one plain delivery leaves something else: nothing is known of
         * the guard.
         */
        CANNOT_BE_REMOVED,
        /**
         * Everything within the bound was explored, and the job is as safe as before: the guard is not needed, or not
         * tested.
         */
        DECORATIVE,
        /** Violations appear, but none of the declared kind. */
        ANOTHER_VIOLATION,
        /** No delivery has met with the removal: there was nothing to remove. */
        NEVER_MET,
        /** The same schedule shows the same violation with the guard in its place. */
        UNSAFE_ANYWAY,
        /** Nothing was proved. */
        INCONCLUSIVE
    }

    private final Guard guard;
    private final Outcome outcome;
    private final String text;
    private final @Nullable Counterexample counterexample;

    /** For the engine. */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public GuardVerdict(Guard guard, Outcome outcome, String text, @Nullable Counterexample counterexample) {
        this.guard = Objects.requireNonNull(guard);
        this.outcome = outcome;
        this.text = text;
        this.counterexample = counterexample;
    }

    /** Which guard was taken away. */
    public Guard guard() {
        return guard;
    }

    /** What came of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether the job needs the guard, for the declared reason. */
    public boolean isNeeded() {
        return outcome == Outcome.NEEDED;
    }

    /** What the removal shows; of the declared kind if there is one. Empty if it shows no violation. */
    public Optional<Counterexample> counterexample() {
        return Optional.ofNullable(counterexample);
    }

    /**
     * Does nothing for a guard that is needed.
     *
     * @throws AssertionFailedError with the text for every other outcome
     */
    public void orThrow() {
        if (!isNeeded()) {
            throw new AssertionFailedError(text);
        }
    }

    /** The full text, with the story of what the removal shows. */
    @Override
    public String toString() {
        return text;
    }
}
