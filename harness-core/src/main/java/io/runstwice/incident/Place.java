package io.runstwice.incident;

import org.jspecify.annotations.Nullable;

/**
 * The place in its delivery at which an event struck a worker, as far as the report says.
 *
 * @param kind its position relative to the call
 * @param call the call, null for none
 * @param until the other end of {@link Kind#BETWEEN}, else null
 */
record Place(Kind kind, @Nullable CallName call, @Nullable CallName until) {

    static final Place ANYWHERE = new Place(Kind.ANYWHERE, null, null);

    /** Exactly there, or somewhere on one side of it. */
    enum Kind {
        ANYWHERE,
        BEFORE,
        AFTER,
        DURING,
        SOME_TIME_BEFORE,
        SOME_TIME_AFTER,
        BETWEEN
    }
}
