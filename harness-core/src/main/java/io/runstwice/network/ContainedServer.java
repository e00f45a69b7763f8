package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.watchdog.Watchdog;
import io.runstwice.watchdog.WatchdogEntry;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Toxiproxy server in a container of the test: each of its ports is reached by another one, and only some are. */
final class ContainedServer implements Server {

    private static final int API = 8474;

    /** Those that a {@code ToxiproxyContainer} of Testcontainers exposes. */
    private static final int FIRST = 8666;

    private static final int LAST = 8697;

    private final String host;
    private final IntUnaryOperator mappedPort;
    private final ToxiproxyClient client;
    private final String version;

    private ContainedServer(String host, IntUnaryOperator mappedPort, ToxiproxyClient client, String version) {
        this.host = host;
        this.mappedPort = mappedPort;
        this.client = client;
        this.version = version;
    }

    static Server at(Supplier<String> where, IntUnaryOperator mappedPort) {
        try {
            String host = where.get();
            ToxiproxyClient client = new ToxiproxyClient(host, mappedPort.applyAsInt(API));
            return new ContainedServer(host, mappedPort, client, Server.versionOf(client));
        } catch (IOException | RuntimeException silent) {
            throw new Misuse(
                    "No Toxiproxy server answers in the container that Link.by(…) was given (" + silent
                            + "). Start the container before the link is used, and expose its port " + API + ".",
                    silent);
        }
    }

    /** On the first of its ports that is free. Another JVM may take it meanwhile; then it is the next. */
    @Override
    public synchronized Proxy proxy(String name, LinkTarget target) throws IOException {
        List<Integer> taken = client.getProxies().stream()
                .map(proxy -> LinkTarget.portOf(proxy.getListen()))
                .toList();
        IOException last = null;
        for (int port = FIRST; port <= LAST; port++) {
            if (!taken.contains(port)) {
                try {
                    return client.createProxy(name, "0.0.0.0:" + port, target.toString());
                } catch (IOException refused) {
                    last = refused;
                }
            }
        }
        throw exhausted(last);
    }

    private static IOException exhausted(@Nullable IOException last) {
        return new IOException(
                "its ports from " + FIRST + " to " + LAST
                        + " are all in use. Close links that are no longer used, or put a toxiproxy-server on the PATH",
                last);
    }

    @Override
    public int port(int listening) {
        return mappedPort.applyAsInt(listening);
    }

    @Override
    public WatchdogEntry guard(String proxy) {
        return Watchdog.url(Server.named(host, mappedPort.applyAsInt(API), proxy));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public ToxiproxyClient client() {
        return client;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void close() {
        // not ours
    }

    @Override
    public String toString() {
        return "in a container";
    }
}
