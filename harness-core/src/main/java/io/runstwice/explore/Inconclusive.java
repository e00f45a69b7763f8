package io.runstwice.explore;

import org.jspecify.annotations.Nullable;

/** Ends an exploration that can prove nothing; never leaves this room. */
class Inconclusive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Inconclusive(String reason) {
        this(reason, null);
    }

    /**
     * @param failure the failure that the job threw, or null
     */
    Inconclusive(String reason, @Nullable Throwable failure) {
        super(reason, failure, false, false);
    }
}
