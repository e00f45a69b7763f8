package io.runstwice.jdbc;

import org.jspecify.annotations.Nullable;

/** What a statement or result set does whose session has ended below it. */
final class Stale {

    private Stale() {}

    static boolean isRefused(String method) {
        return !method.equals("close") && !method.equals("isClosed");
    }

    static @Nullable Object answer(String method) {
        return method.equals("isClosed") ? Boolean.TRUE : null;
    }
}
