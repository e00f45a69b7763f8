package io.runstwice.run;

/**
 * How often one copy of the message may still refuse: once at once, and once more at the end of the bound. Then it is
 * stuck.
 *
 * <p>A fault, or a worker beside it, restores all of them: the delivery may have refused because of that.
 */
final class RefusalsLeft {

    private Left left = Left.ALL;

    private enum Left {
        ALL,
        AFTER_THE_BOUND,
        LAST,
        NONE
    }

    /** It was delivered without a fault, and refused. */
    void refused() {
        left = left == Left.ALL || left == Left.AFTER_THE_BOUND ? Left.AFTER_THE_BOUND : Left.NONE;
    }

    /** The bound has passed. */
    void waited() {
        left = left == Left.AFTER_THE_BOUND ? Left.LAST : left;
    }

    /** Something happened that may change what the copy meets. */
    void renew() {
        left = Left.ALL;
    }

    boolean areOver() {
        return left == Left.NONE;
    }
}
