package io.runstwice.judge;

import java.util.concurrent.CancellationException;

/** The thread that waits for a comparison of many rows may be told to give up. */
final class Stopping {

    private Stopping() {}

    /** Ends what this thread computes if it was interrupted. */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while rows were compared");
        }
    }
}
