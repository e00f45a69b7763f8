package io.runstwice.http.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A socket, for what no client would send. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;
    private final WireReader in;

    public RawClient(URI uri) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new WireReader(socket.getInputStream());
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public Answer answer(String method) throws IOException {
        return in.answer(method);
    }

    /** The next byte, -1 if the tap has closed. */
    public int read() throws IOException {
        return in.read();
    }

    /** Waits this long, and hears nothing. */
    public void gaveUpAfter(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            throw new AssertionError("heard " + in.read());
        } catch (SocketTimeoutException silence) {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
