package io.runstwice.judge;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The difference of a run to the baseline.
 *
 * @param kind the worst kind in it
 * @param differences table by table; empty if the message is stuck, or an invariant was broken, and the state is right
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Violation(Kind kind, List<Difference> differences) {

    /** The ways of being wrong, the worst first. */
    public enum Kind {
        DOUBLE_EFFECT("double effect"),
        LOST_EFFECT("lost effect"),
        STALE_STATE("stale state"),
        STUCK("stuck"),
        /** An invariant of the test did not hold, though in the end all was as in the baseline. */
        BROKEN_INVARIANT("broken invariant");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public Violation {
        differences = List.copyOf(differences);
    }

    /** How many rows differ. */
    public int rows() {
        return differences.stream()
                .mapToInt(table -> table.surplus().size()
                        + table.missing().size()
                        + table.changed().size())
                .sum();
    }
}
