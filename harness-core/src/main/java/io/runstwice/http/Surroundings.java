package io.runstwice.http;

import io.runstwice.world.Gate;

/** What a service and its taps know of the exploration they are part of. */
record Surroundings(String name, Gate gate) {

    /** Outside an exploration. */
    static Surroundings none() {
        return new Surroundings(HttpService.KIND, Gate.open());
    }
}
