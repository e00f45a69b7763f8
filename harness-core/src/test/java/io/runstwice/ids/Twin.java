package io.runstwice.ids;

/** The job of a case as it should be, and what may be wrong with it. */
enum Twin {
    RIGHT,
    /** Inserts the order whether it is there or not. */
    INSERTS_AGAIN,
    /** Adds the amount whether the line is there or not. */
    ADDS_AGAIN,
    /** When it finds the order of an earlier delivery, its line names another order. */
    NAMES_ANOTHER,
    /** When it finds the order of an earlier delivery, its line names one that does not exist. */
    NAMES_NONE,
    /** When it finds the order of an earlier delivery, text and document beside its line name another order. */
    TELLS_ANOTHER
}
