package io.runstwice.http.wire;

import io.runstwice.world.Gate;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client to a listener: reads a request, passes it through the gate, writes the reply, and so on
 * until either side closes. A message that is lost, or whose worker is dead, ends it without one byte of a reply.
 *
 * <p>At a listener that workers share it serves one request: a connection that a client keeps would lead from one
 * delivery, run and exploration into another, and close under the client when its first user dies.
 */
final class Connection implements Runnable {

    /** How long a client that was told to close a connection may take. */
    private static final int GOODBYE_MILLIS = 1_000;

    private final Listener listener;
    private final HttpTap tap;
    private final Socket socket;

    private volatile @Nullable Worker lastOwner;
    private volatile boolean silent;

    Connection(Listener listener, HttpTap tap, Socket socket) {
        this.listener = listener;
        this.tap = tap;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            converse(new WireReader(socket.getInputStream()), new WireWriter(socket.getOutputStream()));
        } catch (IOException gone) {
            // the client went away, or the connection was closed under it
        } finally {
            listener.forget(this);
        }
    }

    /** Whether the worker whose request was the last one here is dead. */
    boolean isOrphaned() {
        Worker owner = lastOwner;
        return owner != null && owner.isDead();
    }

    /** Whether its client waits for a reply that never comes. */
    boolean isSilent() {
        return silent;
    }

    /** Closes at once. Without lingering, so that thousands of short runs leave no ports waiting. */
    void cut() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // that was the aim
        }
    }

    private void converse(WireReader in, WireWriter out) throws IOException {
        try {
            Request request = in.request(out::goOn);
            while (request != null && serve(request, in, out)) {
                request = in.request(out::goOn);
            }
        } catch (ProtocolException malformed) {
            Answer refusal = Answer.badRequest("The tap could not read this request: " + malformed.getMessage());
            out.answer(new Request("GET", "/", Headers.none(), new byte[0]), refusal, true);
        }
    }

    /** Whether the conversation goes on. */
    private boolean serve(Request sent, WireReader in, WireWriter out) throws IOException {
        Gate gate = tap.gate();
        Worker owner = gate.owner(listener.worker());
        lastOwner = owner;
        Request request = tap.received(sent, owner);
        Exchange exchange = new Exchange(tap.service(), new Flight(request, owner), listener.sentAgain(request, owner));
        Answer answer = answer(gate, owner, exchange, request, in);
        if (answer == null || owner != null && owner.isDead()) {
            return false;
        }
        boolean closing = listener.isShared() || request.headers().lists("Connection", "close");
        out.answer(request, answer, closing);
        if (closing) {
            sayGoodbye(in);
        }
        return !closing;
    }

    /** The answer of the service; null if the client gets none. */
    private @Nullable Answer answer(
            Gate gate, @Nullable Worker owner, Exchange exchange, Request request, WireReader in) throws IOException {
        try {
            return gate.pass(owner, exchange);
        } catch (WorkerKilled | Abandoned nobodyWaits) {
            return null;
        } catch (LostMessage lost) {
            listener.lost(request, owner);
            if (lost.isSilent()) {
                keepSilent(in, exchange.interaction().label());
            }
            return null;
        } catch (Exception broken) {
            gate.doubt(tap.name() + ": " + exchange.interaction().label() + " got no answer from the service (" + broken
                    + "); is it running?");
            return null;
        }
    }

    /** The client hears that nothing follows, and closes when it has read all: a reset could overtake the reply. */
    private void sayGoodbye(WireReader in) throws IOException {
        try {
            socket.shutdownOutput();
            socket.setSoTimeout(GOODBYE_MILLIS);
            while (in.read() >= 0) {
                // what comes after the last request belongs to no delivery
            }
        } catch (SocketTimeoutException stays) {
            // closed below
        }
        cut();
    }

    /** Until the client gives up, the run ends, or patience does. */
    private void keepSilent(WireReader in, String label) throws IOException {
        silent = true;
        long patience = tap.patience().toMillis();
        long deadline = System.nanoTime() + patience * 1_000_000;
        try {
            for (long left = patience; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                if (in.read() < 0) {
                    return;
                }
            }
        } catch (SocketTimeoutException outOfPatience) {
            // said below
        }
        tap.gate()
                .note(tap.name() + ": the client of " + label + " waits longer than " + Durations.words(tap.patience())
                        + " for a reply that never comes; the connection was closed then");
    }
}
