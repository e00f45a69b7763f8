package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import io.runstwice.watchdog.WatchdogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apiguardian.api.API;

/**
 * One worker's own way over a link: a proxy of the Toxiproxy server. What harms it harms no other worker.
 *
 * <p>For resources, not for users. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Lane {

    private final Server server;
    private final Proxy proxy;
    private final WatchdogEntry guard;
    private final Cuts cuts;
    private final String host;
    private final int port;

    private Lane(Server server, Proxy proxy, WatchdogEntry guard, Cuts cuts) {
        this.server = server;
        this.proxy = proxy;
        this.guard = guard;
        this.cuts = cuts;
        this.host = server.host();
        this.port = server.port(LinkTarget.portOf(proxy.getListen()));
    }

    static Lane open(Server server, String name, LinkTarget target, Cuts cuts) {
        WatchdogEntry guard = server.guard(name);
        try {
            return new Lane(server, server.proxy(name, target), guard, cuts);
        } catch (IOException failure) {
            guard.close();
            throw new UncheckedIOException(
                    "the Toxiproxy server " + server + " made no proxy to " + target + ": " + failure, failure);
        }
    }

    /** Where a client connects. */
    public String host() {
        return host;
    }

    /** Where a client connects. */
    public int port() {
        return port;
    }

    /**
     * Harms it until the cut is closed. What is under way on it is harmed from now on, too.
     *
     * @param amount what the toxic has to know: bytes, milliseconds, kilobytes a second; else it does not matter
     * @throws UncheckedIOException if the Toxiproxy server does not answer
     */
    public Cut cut(Toxic toxic, long amount) {
        try {
            Cut cut = new Cut(toxic.on(proxy, amount));
            cuts.count();
            return cut;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the Toxiproxy server " + server + " did not set " + toxic + ": " + failure, failure);
        }
    }

    void close() throws IOException {
        proxy.delete();
        guard.close();
    }
}
