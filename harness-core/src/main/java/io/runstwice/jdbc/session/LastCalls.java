package io.runstwice.jdbc.session;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The number of clean-up calls of each dead worker's threads in this run. A clean-up comes to an end; a loop that does
 * nothing else ({@code while (!connection.isClosed())}) is refused like any other call in the end. Thread-safe.
 */
public final class LastCalls {

    private static final int MOST = 1_000;

    private final Map<Thread, Integer> counts = Collections.synchronizedMap(new WeakHashMap<>());

    /** One call more of this thread: whether it may be quiet. */
    public boolean isPatient() {
        return counts.merge(Thread.currentThread(), 1, Integer::sum) <= MOST;
    }

    /** The run is over. */
    void forget() {
        counts.clear();
    }
}
