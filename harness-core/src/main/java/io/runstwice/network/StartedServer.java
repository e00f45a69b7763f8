package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.watchdog.Watchdog;
import io.runstwice.watchdog.WatchdogEntry;
import io.runstwice.world.Misuse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A Toxiproxy server that the harness started, for this link alone. It ends with the link, and with this JVM. */
final class StartedServer implements Server {

    private static final String HERE = "127.0.0.1";
    private static final int ATTEMPTS = 5;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    private final Process process;
    private final WatchdogEntry guard;
    private final int port;
    private final ToxiproxyClient client;
    private final String version;

    private StartedServer(Process process, WatchdogEntry guard, int port, ToxiproxyClient client, String version) {
        this.process = process;
        this.guard = guard;
        this.port = port;
        this.client = client;
        this.version = version;
    }

    static Server of(File program) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Server server = start(program);
            if (server != null) {
                return server;
            }
        }
        throw new Misuse(program + " was started " + ATTEMPTS
                + " times, but no Toxiproxy server answered. Run it by hand"
                + " to see why, or name another one by its URL: -D" + Servers.PROPERTY + "=http://localhost:8474");
    }

    /**
     * Starts a server on a free port. The server does not report that it could not get the port, so it begins with a
     * proxy that no other server knows: a server that knows this proxy is ours.
     */
    private static @Nullable Server start(File program) {
        String mark = "born-" + UUID.randomUUID();
        try {
            Path config = Files.createTempFile("runstwice-toxiproxy", ".json");
            try {
                Files.writeString(
                        config,
                        "[{\"name\": \"" + mark
                                + "\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"127.0.0.1:1\", \"enabled\": false}]");
                return start(program, config, mark);
            } finally {
                Files.delete(config);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + program + ": " + failure, failure);
        }
    }

    private static @Nullable Server start(File program, Path config, String mark) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        program.getPath(), "-host", HERE, "-port", String.valueOf(port), "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        WatchdogEntry guard = Watchdog.process(process.toHandle());
        ToxiproxyClient client = new ToxiproxyClient(HERE, port);
        long deadline = System.nanoTime() + PATIENCE;
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (client.getProxyOrNull(mark) != null) {
                client.getProxy(mark).delete();
                return new StartedServer(process, guard, port, client, Server.versionOf(client));
            }
            LockSupport.parkNanos(LOOK);
        }
        end(process, guard);
        return null;
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no port of this machine is free: " + none, none);
        }
    }

    /** Where another link finds it. */
    URI api() {
        return URI.create("http://" + HERE + ":" + port);
    }

    ProcessHandle process() {
        return process.toHandle();
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
    public Proxy proxy(String name, LinkTarget target) throws IOException {
        return client.createProxy(name, HERE + ":0", target.toString());
    }

    @Override
    public void close() {
        end(process, guard);
    }

    private static void end(Process process, WatchdogEntry guard) {
        process.destroyForcibly();
        process.onExit().join();
        guard.close();
    }

    @Override
    public String toString() {
        return "that was started (process " + process.pid() + ")";
    }
}
