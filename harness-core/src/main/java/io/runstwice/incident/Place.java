package io.runstwice.incident;

import org.jspecify.annotations.Nullable;

/**
 * Where in its delivery something happened to a worker, as far as the report says.
 *
 * @param kind how it lies to the call
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
