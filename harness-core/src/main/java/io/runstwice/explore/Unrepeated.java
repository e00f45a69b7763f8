package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;

/**
 * A schedule that led to a violation once, and did not when it was run again from the beginning.
 *
 * @param first what was found
 * @param again the same schedule once more
 * @param violation how that differs from the baseline, if it does
 */
public record Unrepeated(Finding first, Run again, Optional<Violation> violation) {

    /** Whether the same went wrong both times. */
    boolean isTheSame() {
        return violation
                .map(Violation::kind)
                .equals(Optional.of(first.violation().kind()));
    }

    /** Ends the exploration: nobody can rely on what was found. */
    Inconclusive reason() {
        return new Reason(this);
    }

    /** What the cause of an inconclusive verdict says of it; empty if that is another one. */
    static Optional<Unrepeated> of(Optional<RuntimeException> cause) {
        return cause.filter(Reason.class::isInstance).map(Reason.class::cast).map(reason -> reason.unrepeated);
    }

    private static final class Reason extends Inconclusive {

        private static final long serialVersionUID = 1L;

        private final transient Unrepeated unrepeated;

        Reason(Unrepeated unrepeated) {
            super("the schedule \"" + unrepeated.first.run().schedule() + "\" led to a "
                    + unrepeated.first.violation().kind()
                    + " once, but not when it was run again from the beginning: does the job keep something in memory, or read"
                    + " the clock or random numbers?");
            this.unrepeated = unrepeated;
        }
    }
}
