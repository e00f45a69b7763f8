package io.runstwice.explore;

/**
 * Lost messages in every delivery that follows a fault, and the death of a delivery that has lost one. Only when
 * crashes and single losses have shown nothing: most of what would be found is the same mistake once more. What an
 * overlap or a cut link has shown is another one.
 */
final class LaterLosses implements Explorer {

    private final ExplorationContext context;
    private final CrashClosure closure;

    LaterLosses(ExplorationContext context, CrashClosure closure) {
        this.context = context;
        this.closure = closure;
    }

    @Override
    public Family family() {
        return Family.LATER_LOSSES;
    }

    @Override
    public void smallest() {}

    @Override
    public void larger() {
        if (!context.isAnyViolated(CrashClosure.SIMPLE)) {
            closure.loseMessages();
            context.tally().reached(family(), Extent.at(closure.size()));
        }
    }
}
