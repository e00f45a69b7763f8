package io.runstwice.explore;

import io.runstwice.run.Step;
import io.runstwice.world.Effect;
import java.util.List;
import java.util.Set;

/** Whether a delivery stands within a transaction: what that holds cannot grow older. */
final class OpenTransaction {

    /** How resources call what ends one. */
    private static final Set<String> ENDS = Set.of("COMMIT", "ROLLBACK");

    private OpenTransaction() {}

    /** Whether these interactions leave one open. */
    static boolean isLeftBy(List<Step.Passed> trace) {
        boolean open = false;
        for (Step.Passed step : trace) {
            boolean ends = step.effect() == Effect.DURABLE
                    || ENDS.contains(step.interaction().label());
            open = !ends && (open || step.effect() == Effect.PENDING);
        }
        return open;
    }
}
