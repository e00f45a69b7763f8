package io.runstwice.network;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * The ways of all workers of one exploration over a link.
 *
 * <p>For resources, not for users. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Lanes implements AutoCloseable {

    private final Server server;
    private final String prefix;
    private final LinkTarget target;
    private final Cuts cuts;
    private final AtomicInteger losses = new AtomicInteger();
    private final Map<String, Lane> byWorker = new LinkedHashMap<>();

    Lanes(Server server, String prefix, LinkTarget target, Cuts cuts) {
        this.cuts = cuts;
        this.server = server;
        this.prefix = prefix;
        this.target = target;
    }

    /**
     * The way of a worker, made when it is first asked for. Workers of the same name, in one run after the other, share
     * it.
     */
    public synchronized Lane of(String worker) {
        return byWorker.computeIfAbsent(worker, name -> Lane.open(server, prefix + "-" + name, target, cuts));
    }

    /** One message more was really lost. */
    public void lost() {
        losses.incrementAndGet();
    }

    /**
     * The certificate's remark on it.
     *
     * @param shared whether all workers share one way
     */
    public String remark(boolean shared) {
        return losses + (losses.get() == 1 ? " message was" : " messages were") + " really lost, on "
                + (shared ? "a link that all workers share" : "a link of each worker's own") + " (Toxiproxy "
                + server.version() + ")";
    }

    /** Removes all of them. */
    @Override
    public synchronized void close() {
        byWorker.values().forEach(lane -> {
            try {
                lane.close();
            } catch (IOException gone) {
                // and its proxies with it
            }
        });
        byWorker.clear();
    }
}
