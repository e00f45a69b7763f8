package io.runstwice.jdbc;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/**
 * Sockets that know how much of a reply has come when their driver gives it up. Drivers make this by its name, so it
 * remembers in a static.
 */
public final class CountedSockets extends SocketFactory {

    private static final List<Integer> GIVEN_UP = new CopyOnWriteArrayList<>();

    /** How many bytes had come of each reply that was given up. */
    static List<Integer> givenUp() {
        return List.copyOf(GIVEN_UP);
    }

    static void forget() {
        GIVEN_UP.clear();
    }

    @Override
    public Socket createSocket() {
        return new Counted();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }

    private static final class Counted extends Socket {

        private final AtomicInteger come = new AtomicInteger();

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    come.set(0);
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    try {
                        int read = in.read(into, from, length);
                        come.addAndGet(Math.max(read, 0));
                        return read;
                    } catch (SocketTimeoutException given) {
                        GIVEN_UP.add(come.get());
                        throw given;
                    }
                }
            };
        }
    }
}
