package io.runstwice.explore;

import io.runstwice.run.Run;

/**
 * One crash or one lost message of the first delivery, each explored in full; an outage begins where a message is lost
 * first.
 */
final class FirstFaults implements Explorer {

    private final ExplorationContext context;
    private final CrashClosure closure;
    private final Run once;

    /**
     * @param closure what goes on from the states that these lead to
     * @param once the baseline
     */
    FirstFaults(ExplorationContext context, CrashClosure closure, Run once) {
        this.context = context;
        this.closure = closure;
        this.once = once;
    }

    @Override
    public Family family() {
        return Family.FIRST_FAULTS;
    }

    @Override
    public void smallest() {
        FamilyNodes.firstFaults(once).forEach(closure::single);
        long lossy = once.interactions(1).stream()
                .filter(step -> !step.interaction().losses().isEmpty())
                .count();
        context.tally().reached(family(), Extent.at((int) lossy));
    }

    @Override
    public void larger() {}
}
