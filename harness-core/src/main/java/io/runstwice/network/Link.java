package io.runstwice.network;

import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network path to a database or service that can really be cut and healed, by a Toxiproxy server.
 *
 * <p>{@code Database.at(…).through(link)} and {@code HttpService.inFrontOf(…).through(link)} send each worker's
 * messages over a proxy of its own, so that a cut hits one worker alone. What is built on {@link #host()} and
 * {@link #port()} shares one proxy.
 *
 * <p>The server is found when it is first needed, in this order: the one named by {@link #by}; by the system property
 * {@code runstwice.toxiproxy} or the environment variable {@code RUNSTWICE_TOXIPROXY}; a {@code toxiproxy-server} on
 * the {@code PATH}, or, on Linux, a {@code ToxiproxyContainer} of Testcontainers, started for this link and ended with
 * it or with this JVM. Two JVMs can share one server. What a link made on a server that stays is removed when this JVM
 * is gone, even if it is killed.
 *
 * <p>Needs {@code eu.rekawek.toxiproxy:toxiproxy-java}. Thread-safe.
 *
 * <p>It cannot see messages that take another way to the same target.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Link implements AutoCloseable {

    private final LinkTarget target;
    private final String name = "runstwice-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final AtomicInteger opened = new AtomicInteger();
    private final Cuts cuts = new Cuts();
    private @Nullable Supplier<Server> named;
    private @Nullable Duration silence;
    private boolean inside;
    private boolean optional;
    private boolean absent;
    private @Nullable Server server;
    private @Nullable Lane common;

    private Link(LinkTarget target) {
        this.target = target;
    }

    /**
     * A link to where something listens.
     *
     * @param host as the Toxiproxy server reaches it
     * @throws Misuse if that is no place
     */
    public static Link to(String host, int port) {
        if (Objects.requireNonNull(host, "host").isBlank() || port < 1 || port > 65_535) {
            throw new Misuse("A Link leads to a host and a port from 1 to 65535, but was given \"" + host + "\" and "
                    + port + ".");
        }
        return new Link(new LinkTarget(host, port));
    }

    /**
     * Names the Toxiproxy server, which is neither started nor ended.
     *
     * @param toxiproxy the address of its API: {@code http://localhost:8474}. Every port that it opens there must be
     *     reachable from here
     * @throws Misuse if the link is in use already
     */
    public synchronized Link by(URI toxiproxy) {
        Objects.requireNonNull(toxiproxy, "toxiproxy");
        inside = false;
        return named(() -> RemoteServer.at(toxiproxy));
    }

    /**
     * Names a Toxiproxy server in a container that the test starts, by what tells where it is once it runs:
     * {@code by(toxiproxy::getHost, toxiproxy::getMappedPort)} of Testcontainers' {@code ToxiproxyContainer}. Asked
     * when the link is first used.
     *
     * <p>The target is then named as that container knows it: by its alias in the network of both, and its own port.
     * The container has 32 ports for proxies; each worker takes one.
     *
     * @param host where the ports of the container are reached
     * @param mappedPort which port there leads to a port of the container: 8474 is asked for, and those from 8666 to
     *     8697
     * @throws Misuse if the link is in use already
     */
    public synchronized Link by(Supplier<String> host, IntUnaryOperator mappedPort) {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(mappedPort, "mappedPort");
        inside = true;
        return named(() -> ContainedServer.at(host, mappedPort));
    }

    private Link named(Supplier<Server> where) {
        mustBeUnused("The Toxiproxy server of a Link is named");
        named = where;
        return this;
    }

    /**
     * Does without where no Toxiproxy server is to be found: {@link #host()} and {@link #port()} are then the target's,
     * an exploration is the one without a link, and its certificate lists the families that were therefore not
     * explored. A server that is named but does not answer stays an error; so name it where it must not be missing.
     *
     * @throws Misuse if the link is in use already
     */
    public synchronized Link optional() {
        mustBeUnused("A Link is made optional");
        optional = true;
        return this;
    }

    /**
     * How long a reply is withheld, so that the client's own time-out is explored too; without this, replies are lost
     * only by connections that break. Every interaction with a {@link io.runstwice.jdbc.Database#at database} on this
     * link then has three losses more: nothing comes for so long, and then the connection breaks; the reply comes later
     * than the client waits; the client gives up in the middle of it. The last two need connections whose socket
     * time-out ({@code socketTimeout}, {@code setNetworkTimeout}) is shorter. Each costs the time-out by the machine's
     * clock. A service has {@link io.runstwice.http.HttpService#silentFor} for it.
     *
     * @throws Misuse if it is not positive, or the link is in use already
     */
    public synchronized Link silentFor(Duration longest) {
        if (longest.toMillis() <= 0) {
            throw new Misuse("Link.silentFor(…) needs a duration of a millisecond or more, but got " + longest
                    + ". Give it more than the client's socket time-out.");
        }
        mustBeUnused("How long a Link is silent is said");
        silence = longest;
        return this;
    }

    private void mustBeUnused(String what) {
        if (server != null || absent) {
            throw new Misuse(what + " before it is used, but this one is in use. Say it where the Link is created.");
        }
    }

    /**
     * Where a client connects to get to the target over the common proxy of this link.
     *
     * @throws Misuse if there is no Toxiproxy server
     */
    public String host() {
        return findServer() ? common().host() : target.host();
    }

    /**
     * Where a client connects to get to the target over the common proxy of this link; stays the same until
     * {@link #close()}.
     *
     * @throws Misuse if there is no Toxiproxy server
     */
    public int port() {
        return findServer() ? common().port() : target.port();
    }

    /**
     * Removes its common proxy, and ends the server if the harness started it. It can be used again, on another port.
     */
    @Override
    public synchronized void close() {
        Server mine = server;
        Lane shared = common;
        server = null;
        common = null;
        absent = false;
        try {
            if (shared != null) {
                shared.close();
            }
        } catch (IOException gone) {
            // and the proxy with it
        } finally {
            if (mine != null) {
                cuts.tell(toString(), mine.version());
                mine.close();
            }
        }
    }

    /** Whether this is its target. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public boolean leadsTo(String host, int port) {
        return target.is(host, port);
    }

    /**
     * Whether its target is named as its server knows it, in a network that nothing else is in. For resources, not for
     * users.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized boolean isTheOnlyWay() {
        return inside;
    }

    /** How long replies are withheld on it; null if they are not. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized @Nullable Duration silence() {
        return silence;
    }

    /** Its common way, shared by all clients of {@link #host()} and {@link #port()}. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized Lane common() {
        Lane known = common;
        if (known == null) {
            known = Lane.open(server(), name + "-common", target, cuts);
            common = known;
        }
        return known;
    }

    /** The ways of the workers of one exploration. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized Lanes lanes() {
        return new Lanes(server(), name + "-" + opened.incrementAndGet(), target, cuts);
    }

    /**
     * Looks for a server. Returns false only if the link is optional and there is none. For resources, not for users.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized boolean findServer() {
        if (optional && named == null && server == null && !absent) {
            ToxiproxyClients.require(Link.class.getClassLoader());
            server = Servers.find().orElse(null);
            absent = server == null;
        }
        return !absent;
    }

    /** The certificate's remark on a link that is not there. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static String absence() {
        return "nothing was lost on a real network, and no worker was cut off by one: its link is optional, and "
                + Servers.WAYS;
    }

    synchronized Server server() {
        Server known = server;
        if (known == null) {
            ToxiproxyClients.require(Link.class.getClassLoader());
            known = named == null ? Servers.find().orElseThrow(() -> new Misuse(Servers.MISSING)) : named.get();
            server = known;
        }
        return known;
    }

    /** The target. */
    @Override
    public String toString() {
        return "link to " + target;
    }
}
