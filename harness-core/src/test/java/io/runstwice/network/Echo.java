package io.runstwice.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each byte with the next one, and counts them. */
final class Echo implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    Echo() {
        try {
            listener = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    int arrived() {
        return arrived.get();
    }

    /** How many connections are open; the thread of each lives as long. */
    int open() {
        return open.get();
    }

    void start() {
        daemon(() -> {
            try {
                while (true) {
                    Socket client = listener.accept();
                    open.incrementAndGet();
                    daemon(() -> answer(client));
                }
            } catch (IOException closed) {
                // the test is over
            }
        });
    }

    private void answer(Socket client) {
        try (client) {
            for (int read = client.getInputStream().read();
                    read >= 0;
                    read = client.getInputStream().read()) {
                arrived.incrementAndGet();
                client.getOutputStream().write(read + 1);
            }
        } catch (IOException gone) {
            // cut, as it should be
        } finally {
            open.decrementAndGet();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
