package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Runner;

/**
 * Some deliveries at once, whose order the harness does not control. Their order is luck, so a violation that this
 * finds is no verdict: it is reported, and the exploration is inconclusive. If it finds nothing, that proves nothing.
 */
final class UncontrolledBurst {

    private final ExplorationContext context;
    private final Runner runner;

    UncontrolledBurst(ExplorationContext context, Runner runner) {
        this.context = context;
        this.runner = runner;
    }

    void explore() {
        int deliveries = context.bounds().burst();
        Run run = runner.burst(deliveries);
        if (!run.doubts().isEmpty()) {
            throw new Inconclusive(run.doubts().get(0) + " (in a free burst of " + deliveries + " deliveries)");
        }
        context.verdictOn(run).ifPresent(violation -> {
            throw new Inconclusive("seen, not reproduced: a free burst of " + deliveries + " deliveries ended in a "
                    + violation.kind() + ", and no controlled schedule did. Two statements that overlap within the"
                    + " server can do so: let a unique key or a lock decide");
        });
        context.note("a free burst of " + deliveries + " deliveries at once, uncontrolled, ended like the baseline");
    }
}
