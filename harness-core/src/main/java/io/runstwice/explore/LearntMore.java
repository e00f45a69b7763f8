package io.runstwice.explore;

/** The baselines have shown what a resource did not know of itself. They have to be run again. */
final class LearntMore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LearntMore() {
        super(null, null, false, false);
    }
}
