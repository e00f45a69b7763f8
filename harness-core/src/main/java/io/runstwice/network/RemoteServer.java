package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.watchdog.Watchdog;
import io.runstwice.watchdog.WatchdogEntry;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** A Toxiproxy server that the user runs: it stays when the tests are over. */
final class RemoteServer implements Server {

    private static final int USUAL_PORT = 8474;

    private final URI where;
    private final ToxiproxyClient client;
    private final String version;

    private RemoteServer(URI where, ToxiproxyClient client, String version) {
        this.where = where;
        this.client = client;
        this.version = version;
    }

    static Server at(URI where) {
        if (where.getHost() == null) {
            throw new Misuse("A Toxiproxy server has a URL like http://localhost:8474, but was given " + where + ".");
        }
        ToxiproxyClient client = new ToxiproxyClient(where.getHost(), portOf(where));
        try {
            return new RemoteServer(where, client, Server.versionOf(client));
        } catch (IOException | RuntimeException silent) {
            throw new Misuse(
                    "No Toxiproxy server answers at " + where + " (" + silent
                            + "). Start it there, or leave the URL out:"
                            + " a toxiproxy-server on the PATH is started when it is needed.",
                    silent);
        }
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
        return where.getHost();
    }

    /** What runs on this machine is seen from this machine alone. */
    @Override
    public Proxy proxy(String name, LinkTarget target) throws IOException {
        return client.createProxy(name, isHere() ? "127.0.0.1:0" : "0.0.0.0:0", target.toString());
    }

    @Override
    public WatchdogEntry guard(String proxy) {
        return Watchdog.url(Server.named(where.getHost(), portOf(where), proxy));
    }

    private static int portOf(URI where) {
        return where.getPort() < 0 ? USUAL_PORT : where.getPort();
    }

    private boolean isHere() {
        try {
            return InetAddress.getByName(where.getHost()).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    @Override
    public void close() {
        // not ours
    }

    @Override
    public String toString() {
        return "at " + where;
    }
}
