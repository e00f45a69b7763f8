package io.runstwice.http.wire;

import io.runstwice.world.Misuse;
import io.runstwice.world.Worker;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one service: a common one, and one for each worker that asked within its delivery. So no connection that
 * a client keeps alive leads from one delivery into another. Thread-safe.
 */
public final class Listeners {

    /** So many ports are not used again at once: more than any client keeps connections to, fewer than there are. */
    private static final int LATELY = 1_000;

    private final HttpTap tap;
    private final Set<Integer> lately = new LinkedHashSet<>();
    private final Map<Worker, Listener> ofWorkers = new IdentityHashMap<>();

    private @Nullable Listener common;
    private @Nullable HarnessThreads threads;
    private int commonPort;

    public Listeners(HttpTap tap) {
        this.tap = tap;
    }

    /** The port of this worker, or the common one. */
    public synchronized URI uri(@Nullable Worker worker) {
        if (worker == null) {
            commonPort = common().port();
            return common().uri();
        }
        Listener listener = ofWorkers.get(worker);
        if (listener == null) {
            listener = started(elsewhere(worker));
            ofWorkers.put(worker, listener);
            endDead();
        }
        return listener.uri();
    }

    /**
     * At a port that no worker had lately: a client that outlives them keeps connections by port, and would take one
     * that has ended long ago for one to this listener.
     */
    private Listener elsewhere(Worker worker) {
        Listener listener = new Listener(tap, worker, 0);
        while (!lately.add(listener.port())) {
            listener.close();
            listener = new Listener(tap, worker, 0);
        }
        if (lately.size() > LATELY) {
            lately.remove(lately.iterator().next());
        }
        return listener;
    }

    /** Listens again at the address that was given out. */
    public synchronized void open() {
        if (commonPort != 0) {
            common();
        }
    }

    /** Some worker's delivery has ended. Who is dead is asked, because a gate may know a worker under two faces. */
    public synchronized void endDead() {
        ofWorkers.forEach((worker, listener) -> {
            if (worker.isDead()) {
                listener.die();
            }
        });
        if (common != null) {
            common.cutOrphans();
        }
    }

    public synchronized void endRun() {
        ofWorkers.values().forEach(Listener::close);
        ofWorkers.clear();
        if (common != null) {
            common.endRun();
        }
    }

    public synchronized void close() {
        endRun();
        if (common != null) {
            common.close();
            common = null;
        }
        if (threads != null) {
            threads.close();
            threads = null;
        }
    }

    /**
     * Where links in replies lead: to the common port. They are kept, in a database too, and the port of a worker ends
     * with it.
     */
    public synchronized URI links() {
        return common().uri();
    }

    /** Its port never changes, because it may stand in a configuration that was read once. */
    private Listener common() {
        if (common == null) {
            common = started(bound());
        }
        return common;
    }

    private Listener bound() {
        try {
            return new Listener(tap, null, commonPort);
        } catch (UncheckedIOException refused) {
            throw new Misuse(
                    "HttpService " + tap.name() + " was reached at port " + commonPort
                            + " before, but something else uses that port now. Run the test again.",
                    refused);
        }
    }

    private Listener started(Listener listener) {
        if (threads == null) {
            threads = new HarnessThreads("runstwice-http");
        }
        listener.listen(threads);
        return listener;
    }
}
