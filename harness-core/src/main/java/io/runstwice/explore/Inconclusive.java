package io.runstwice.explore;

/** Ends an exploration that can prove nothing; never leaves this room. */
final class Inconclusive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Inconclusive(String reason) {
        super(reason, null, false, false);
    }
}
