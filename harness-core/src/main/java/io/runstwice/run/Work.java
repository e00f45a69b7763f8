package io.runstwice.run;

/** The job under test as the engine sees it: one call is one delivery. */
@FunctionalInterface
public interface Work {

    void perform(Attempt attempt) throws Throwable;

    /**
     * A delivery is about to begin. What it needs and is not its own work is awaited here, on the harness's thread, and
     * not timed.
     */
    default void prepare() {}

    /** What its deliveries have in common. */
    default JobMemory memory() {
        return JobMemory.SHARED;
    }
}
