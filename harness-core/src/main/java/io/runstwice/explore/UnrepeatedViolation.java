package io.runstwice.explore;

import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schedule that led to a violation once, and did not when it was run again from the beginning.
 *
 * @param first the first finding
 * @param again the same schedule once more
 * @param violation its difference to the baseline, if there is one
 */
public record UnrepeatedViolation(Finding first, Run again, Optional<Violation> violation) {

    /**
     * Whether both runs show the same kind of violation. Of values only the tables are compared, since a time may lie
     * elsewhere in the second run.
     */
    boolean isTheSame() {
        Violation one = first.violation();
        return violation
                .filter(other -> other.kind() == one.kind()
                        || isOfValues(other.kind())
                                && isOfValues(one.kind())
                                && tables(other).equals(tables(one)))
                .isPresent();
    }

    private static boolean isOfValues(Violation.Kind kind) {
        return kind == Violation.Kind.DOUBLE_EFFECT || kind == Violation.Kind.STALE_STATE;
    }

    private static Set<String> tables(Violation violation) {
        return violation.differences().stream()
                .map(difference -> difference.resource() + " " + difference.table())
                .collect(Collectors.toSet());
    }

    /** Ends the exploration: a violation that does not repeat is not reliable. */
    Inconclusive reason() {
        return new Reason(this);
    }

    /** The unrepeated violation behind an inconclusive verdict; empty if the cause is another one. */
    static Optional<UnrepeatedViolation> of(Optional<RuntimeException> cause) {
        return cause.filter(Reason.class::isInstance).map(Reason.class::cast).map(reason -> reason.unrepeated);
    }

    private static final class Reason extends Inconclusive {

        private static final long serialVersionUID = 1L;

        private final transient UnrepeatedViolation unrepeated;

        Reason(UnrepeatedViolation unrepeated) {
            super("the schedule \"" + unrepeated.first.run().schedule() + "\" led to a "
                    + unrepeated.first.violation().kind()
                    + " once, but not when it was run again from the beginning: does the job keep something in memory, or read"
                    + " the clock or random numbers?");
            this.unrepeated = unrepeated;
        }
    }
}
