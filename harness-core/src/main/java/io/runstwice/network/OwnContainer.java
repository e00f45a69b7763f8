package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.watchdog.Watchdog;
import io.runstwice.watchdog.WatchdogEntry;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.util.UUID;

/**
 * A Toxiproxy server in a container that the harness started, for this link alone. It shares the network of this
 * machine, so it reaches what listens here alone and is reached like a server of this machine; that works where the
 * containers' machine is this one.
 */
final class OwnContainer implements Server {

    static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private static final String HERE = "127.0.0.1";
    private static final String LABEL = "io.runstwice.link";

    private final Container container;
    private final WatchdogEntry guard;
    private final ToxiproxyClient client;
    private final String version;

    private OwnContainer(Container container, WatchdogEntry guard, ToxiproxyClient client, String version) {
        this.container = container;
        this.guard = guard;
        this.client = client;
        this.version = version;
    }

    /** Whether one could be started. */
    static boolean isPossible() {
        return System.getProperty("os.name").startsWith("Linux") && Container.isPossible();
    }

    static Server start() {
        String mark = UUID.randomUUID().toString();
        WatchdogEntry guard = Watchdog.containers(LABEL + "=" + mark);
        int port = StartedServer.freePort();
        Container container =
                Container.of(IMAGE).sharingTheNetwork().labelled(LABEL, mark).running("-host=" + HERE, "-port=" + port);
        try {
            container.start();
            ToxiproxyClient client = new ToxiproxyClient(HERE, port);
            mustBeOurs(container, client, mark);
            return new OwnContainer(container, guard, client, Server.versionOf(client));
        } catch (IOException | RuntimeException failure) {
            container.stop();
            guard.close();
            throw new Misuse(
                    "A container of " + IMAGE + " was started, but no Toxiproxy server answered in it (" + failure
                            + "). Put a toxiproxy-server on the PATH, or name a server by its URL: -D"
                            + Servers.PROPERTY
                            + "=http://localhost:8474",
                    failure);
        }
    }

    /** Fails if another server has taken the port: ours logs the mark that it was given. */
    private static void mustBeOurs(Container container, ToxiproxyClient client, String mark) throws IOException {
        client.createProxy(mark, HERE + ":0", HERE + ":1").delete();
        if (!container.log().contains(mark)) {
            throw new IOException("its port was taken meanwhile");
        }
    }

    @Override
    public Proxy proxy(String name, LinkTarget target) throws IOException {
        return client.createProxy(name, HERE + ":0", target.toString());
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
    public String host() {
        return HERE;
    }

    @Override
    public void close() {
        container.stop();
        guard.close();
    }

    @Override
    public String toString() {
        return "in a container that was started";
    }
}
