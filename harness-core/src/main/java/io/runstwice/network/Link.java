package io.runstwice.network;

import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network path to a database or service that can really be cut and healed, by a Toxiproxy server.
 *
 * <p>{@code Database.at(…).through(link)} and {@code HttpService.inFrontOf(…).through(link)} send each worker's messages over a proxy of
 * its own, so that a cut hits one worker alone. What is built on {@link #host()} and {@link #port()} shares one proxy.
 *
 * <p>The server is found when it is first needed, in this order: the one named by {@link #by}; by the system property
 * {@code runstwice.toxiproxy} or the environment variable {@code RUNSTWICE_TOXIPROXY}; a {@code toxiproxy-server} on the {@code PATH},
 * started for this link and ended with it or with this JVM. Two JVMs can share one server.
 *
 * <p>Needs {@code eu.rekawek.toxiproxy:toxiproxy-java}. Thread-safe.
 *
 * <p>It cannot see messages that take another way to the same target.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Link implements AutoCloseable {

    private final Target target;
    private final String name = "runstwice-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final AtomicInteger opened = new AtomicInteger();
    private @Nullable URI named;
    private @Nullable Server server;
    private @Nullable Lane common;

    private Link(Target target) {
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
        return new Link(new Target(host, port));
    }

    /**
     * Names the Toxiproxy server, which is neither started nor ended.
     *
     * @param toxiproxy where its API answers: {@code http://localhost:8474}. Whatever port it opens there must be reachable from here
     * @throws Misuse if the link is in use already
     */
    public synchronized Link by(URI toxiproxy) {
        if (server != null) {
            throw new Misuse(
                    "The Toxiproxy server of a Link is named before it is used, but this one is in use. Name it where"
                            + " the Link is created.");
        }
        named = Objects.requireNonNull(toxiproxy, "toxiproxy");
        return this;
    }

    /**
     * Where a client connects to get to the target over the common proxy of this link.
     *
     * @throws Misuse if there is no Toxiproxy server
     */
    public String host() {
        return common().host();
    }

    /**
     * Where a client connects to get to the target over the common proxy of this link; stays the same until {@link #close()}.
     *
     * @throws Misuse if there is no Toxiproxy server
     */
    public int port() {
        return common().port();
    }

    /** Removes its common proxy, and ends the server if the harness started it. It can be used again, on another port. */
    @Override
    public synchronized void close() {
        Server mine = server;
        Lane shared = common;
        server = null;
        common = null;
        try {
            if (shared != null) {
                shared.close();
            }
        } catch (IOException gone) {
            // and the proxy with it
        } finally {
            if (mine != null) {
                mine.close();
            }
        }
    }

    /** Whether this is its target. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public boolean leadsTo(String host, int port) {
        return target.is(host, port);
    }

    /** Its common way, shared by whoever was told {@link #host()} and {@link #port()}. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized Lane common() {
        Lane known = common;
        if (known == null) {
            known = Lane.open(server(), name + "-common", target);
            common = known;
        }
        return known;
    }

    /** The ways of the workers of one exploration. For resources, not for users. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public synchronized Lanes lanes() {
        return new Lanes(server(), name + "-" + opened.incrementAndGet(), target);
    }

    synchronized Server server() {
        Server known = server;
        if (known == null) {
            known = Servers.find(named);
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
