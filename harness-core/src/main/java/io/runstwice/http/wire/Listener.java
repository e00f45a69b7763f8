package io.runstwice.http.wire;

import io.runstwice.world.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One port that clients are pointed at: the common one, or that of a single worker.
 *
 * <p>When its worker is dead it stays, so that no other listener gets the port while the dead worker's code may still
 * use it, but the next connections are closed as soon as they are made, and later ones find silence.
 */
final class Listener {

    /** A dead worker's client that tries again for ever finds silence from here on, so that it burns no processor. */
    private static final int CLOSED_AT_ONCE = 10;

    private static final int BACKLOG = 50;

    private final HttpTap tap;
    private final @Nullable Worker worker;
    private final ServerSocket socket;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    private volatile boolean dead;

    /**
     * Binds a port of the loopback address.
     *
     * @param port which, or 0 for any that is free
     */
    Listener(HttpTap tap, @Nullable Worker worker, int port) {
        this.tap = tap;
        this.worker = worker;
        try {
            this.socket = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return socket.getLocalPort();
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    /** Whether it is the common one. */
    boolean isShared() {
        return worker == null;
    }

    /** Takes connections until the listener is closed. */
    void listen(Executor threads) {
        threads.execute(() -> {
            int refused = 0;
            try {
                while (true) {
                    Connection connection = new Connection(this, tap, socket.accept());
                    connections.add(connection);
                    if (!dead) {
                        threads.execute(connection);
                    } else if (++refused <= CLOSED_AT_ONCE) {
                        cut(connection::equals);
                    }
                }
            } catch (IOException | RejectedExecutionException closed) {
                // as asked
            } finally {
                cut(any -> true);
            }
        });
    }

    /** Whether this worker's client repeats a request whose message was lost here. */
    boolean sentAgain(Request request, @Nullable Worker owner) {
        return !lost.isEmpty() && lost.remove(print(request, owner));
    }

    void lost(Request request, @Nullable Worker owner) {
        lost.add(print(request, owner));
    }

    /** Another worker that sends the same on a shared listener does not send it again. */
    private static String print(Request request, @Nullable Worker owner) {
        return (owner == null ? "" : owner.name()) + "\n" + request.print();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /**
     * Its worker is dead: what is in flight ends. Later connections are closed, and after some of them left in silence.
     */
    void die() {
        dead = true;
        cut(any -> true);
    }

    /** Ends the connections of dead workers on a listener that others share. */
    void cutOrphans() {
        cut(Connection::isOrphaned);
    }

    void endRun() {
        lost.clear();
        cut(Connection::isSilent);
    }

    /** No request is served from here on. The kernel may still take a connection for a moment; it is reset. */
    void close() {
        dead = true;
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing to do
        }
        cut(any -> true);
    }

    private void cut(Predicate<Connection> chosen) {
        for (Connection connection : connections) {
            if (chosen.test(connection)) {
                connection.cut();
                connections.remove(connection);
            }
        }
    }
}
