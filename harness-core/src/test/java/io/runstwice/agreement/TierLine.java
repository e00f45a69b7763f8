package io.runstwice.agreement;

import io.runstwice.Verdict;

/**
 * A certificate says what deliveries have in common, and that only a process can be shut down: nothing else differs
 * between tiers.
 */
public final class TierLine {

    private TierLine() {}

    /** All that a verdict says, but for that. */
    public static String without(Verdict verdict) {
        return verdict.toString()
                .replace("a shutdown by SIGTERM; ", "")
                .replace("each delivery has a process of its own, killed by SIGKILL where its worker dies", "")
                .replace(
                        "one JVM runs every delivery: a guard in its static memory (a lock, a map) holds in one JVM only",
                        "");
    }
}
