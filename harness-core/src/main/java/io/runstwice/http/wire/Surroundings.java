package io.runstwice.http.wire;

import io.runstwice.world.Gate;

/** What a service and its taps know of the exploration they are part of. */
public record Surroundings(String name, Gate gate) {

    /** How a service is called unless the test gives it a name. */
    public static final String KIND = "http";

    /** Outside an exploration. */
    public static Surroundings none() {
        return new Surroundings(KIND, Gate.open());
    }
}
