package io.runstwice.fork;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * One end of the connection between two processes. A message is its length in four bytes, followed by the bytes of its
 * {@link MessageCodec}. One thread at a time reads; any may write.
 *
 * @param <I> the messages that are read here
 * @param <O> the messages that are written here
 */
final class ProcessConnection<I, O> {

    private static final int LONGEST_MESSAGE = 1 << 30;

    private final DataInputStream in;
    private final OutputStream out;
    private final MessageCodec<I, ?> incoming;
    private final MessageCodec<O, ?> outgoing;

    private ProcessConnection(
            InputStream in, OutputStream out, MessageCodec<I, ?> incoming, MessageCodec<O, ?> outgoing) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    /** The end of the test. */
    static ProcessConnection<FromFork, FromTest> toFork(InputStream in, OutputStream out) {
        return new ProcessConnection<>(in, out, new FromForkCodec(), new FromTestCodec());
    }

    /** The end of a fork. */
    static ProcessConnection<FromTest, FromFork> toTest(InputStream in, OutputStream out) {
        return new ProcessConnection<>(in, out, new FromTestCodec(), new FromForkCodec());
    }

    /** In one piece, so that the other side wakes once. */
    void send(O message) throws IOException {
        byte[] bytes = outgoing.encode(message);
        byte[] framed = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
        synchronized (this) {
            out.write(framed);
            out.flush();
        }
    }

    /**
     * Waits for the next message.
     *
     * @throws MalformedMessageException if the other process sends bytes that are no message
     * @throws IOException if the other process is gone
     */
    I receive() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new MalformedMessageException("a message of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a message");
        }
        return incoming.decode(bytes);
    }

    /**
     * Waits for the next message, which can only be one of these.
     *
     * @throws MalformedMessageException if it is anything else
     * @throws IOException if the other process is gone
     */
    <M extends I> M receive(Class<M> due) throws IOException {
        return due(due, receive());
    }

    /** Refuses a message that is not due. */
    static <M> M due(Class<M> due, Object message) throws MalformedMessageException {
        if (!due.isInstance(message)) {
            throw new MalformedMessageException(
                    message.getClass().getSimpleName() + " came where " + due.getSimpleName() + " was due");
        }
        return due.cast(message);
    }
}
