package io.runstwice.explore;

/**
 * A run took another path than one before it from the same state. A resource may know why, and take the reason away.
 */
final class OtherPath extends Inconclusive {

    private static final long serialVersionUID = 1L;

    OtherPath(String reason) {
        super(reason);
    }
}
