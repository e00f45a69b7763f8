package io.runstwice.effect;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * An output stream that appends every piece at once, as an open file does. It holds nothing back, so a buffer belongs
 * above it.
 */
final class FileStream extends OutputStream {

    /** The receiver of the pieces. */
    @FunctionalInterface
    interface Sink {
        void append(byte[] piece);
    }

    private final String name;
    private final Sink sink;
    private boolean closed;

    FileStream(String name, Sink sink) {
        this.name = name;
        this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (closed) {
            throw new IOException("the stream to " + name + " is closed");
        }
        try {
            sink.append(Arrays.copyOfRange(bytes, from, from + length));
        } catch (UncheckedIOException refused) {
            throw refused.getCause();
        }
    }

    /** Closing is no interaction: written pieces stay. */
    @Override
    public void close() {
        closed = true;
    }
}
