package io.runstwice.run;

import io.runstwice.world.Call;

/** Where the interactions of a delivery that has a process of its own go: to the gate of the test. Thread-safe. */
public interface RemoteGate {

    /**
     * Lets an interaction pass there. Only one at a time comes here.
     *
     * @param resource whose gate it stands at
     * @param aside lets other threads of the delivery pass while this call waits
     * @throws Exception as {@link io.runstwice.world.Gate#pass} does
     */
    <T> T pass(String resource, Call<T> call, Aside aside) throws Exception;

    /** Lets others pass meanwhile. */
    @FunctionalInterface
    interface Aside {

        /** Runs this while others may pass. */
        void during(Runnable wait);
    }

    /** Says that the run can prove nothing, and why. */
    void doubt(String reason);

    /** Says what a certificate has to mention. */
    void note(String fact);
}
