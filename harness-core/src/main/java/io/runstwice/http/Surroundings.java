package io.runstwice.http;

import io.runstwice.world.Gate;

/** What a service and its taps know of the exploration they are part of. */
record Surroundings(String name, Gate gate) {

    /** How a service is called unless the test gives it a name. */
    static final String KIND = "http";

    /** Outside an exploration. */
    static Surroundings none() {
        return new Surroundings(KIND, Gate.open());
    }
}
