package io.runstwice.http;

import io.runstwice.world.Gate;
import java.time.Duration;

/** What every listener of a service shares: the gate of the moment, what stands behind it, and how long silence lasts. */
final class Tap {

    private final Service service;
    private volatile Surroundings surroundings = Surroundings.none();
    private volatile Duration patience = Duration.ofSeconds(1);

    Tap(Service service) {
        this.service = service;
    }

    Service service() {
        return service;
    }

    Gate gate() {
        return surroundings.gate();
    }

    String name() {
        return surroundings.name();
    }

    Duration patience() {
        return patience;
    }

    void patience(Duration time) {
        patience = time;
    }

    void surroundings(Surroundings now) {
        surroundings = now;
    }
}
