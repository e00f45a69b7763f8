package io.runstwice.jdbc.guard;

import org.jspecify.annotations.Nullable;

/** The guard that is away from a database just now, if any is. Thread-safe. */
public final class AbsentGuard {

    private volatile @Nullable GuardRemoval away;

    @Nullable
    public GuardRemoval now() {
        return away;
    }

    void is(@Nullable GuardRemoval removal) {
        away = removal;
    }
}
