package io.runstwice.http.wire;

import io.runstwice.world.Gate;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * What every listener of a service shares: the gate of the moment, what stands behind it, and how long silence lasts.
 */
public final class HttpTap {

    private final Service service;
    private volatile Surroundings surroundings = Surroundings.none();
    private volatile Duration patience = Duration.ofSeconds(1);
    private volatile @Nullable HeaderRemoval removal;
    private final Set<String> promising = new ConcurrentSkipListSet<>();

    public HttpTap(Service service) {
        this.service = service;
    }

    Service service() {
        return service;
    }

    public Gate gate() {
        return surroundings.gate();
    }

    String name() {
        return surroundings.name();
    }

    public Duration patience() {
        return patience;
    }

    public void patience(Duration time) {
        patience = time;
    }

    public void surroundings(Surroundings now) {
        surroundings = now;
    }

    /** An exploration begins. */
    public void open(Surroundings now) {
        promising.clear();
        surroundings(now);
    }

    /** The methods that deliveries used and that promise to change nothing. Whether they do is not checked. */
    public Set<String> promising() {
        return promising;
    }

    /** A guard is away from now on; null for none. */
    void removing(@Nullable HeaderRemoval guard) {
        removal = guard;
    }

    /** A request as it goes on from here. */
    Request received(Request request, @Nullable Worker sender) {
        if (sender != null && request.isSafe()) {
            promising.add(request.method());
        }
        HeaderRemoval without = removal;
        return without == null ? request : without.of(request, sender);
    }
}
