package io.runstwice.http.wire;

import java.time.Duration;

/** How lengths of time are written. */
public final class Durations {

    private Durations() {}

    /** {@code 24 h}, {@code 30 min}, {@code 1 s}, {@code 200 ms}: in the largest unit that needs no fraction. */
    public static String words(Duration time) {
        long millis = time.toMillis();
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        } else if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
