package io.runstwice.run;

/** The job under test as the engine sees it: one call is one delivery. */
@FunctionalInterface
public interface Work {

    void perform(Attempt attempt) throws Throwable;

    /** What its deliveries have in common. */
    default Memory memory() {
        return Memory.SHARED;
    }
}
