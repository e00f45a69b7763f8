package io.runstwice.fork;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of the connection between two processes. Each message is a kind, a count, and so many texts: nothing that is read here becomes
 * an object of any other class. One thread at a time reads it.
 */
final class ProcessConnection {

    private static final int MOST_WORDS = 100_000;
    private static final int LONGEST_WORD = 64 << 20;
    private static final int NOTHING = -1;
    private static final Message.Kind[] KINDS = Message.Kind.values();

    private final DataInputStream in;
    private final OutputStream out;

    ProcessConnection(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    void send(Message.Kind kind, @Nullable String... words) throws IOException {
        send(Message.of(kind, words));
    }

    /** In one piece, so that the other side wakes once. */
    synchronized void send(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(message.kind().ordinal());
        data.writeInt(message.words().size());
        for (String word : message.words()) {
            if (word == null) {
                data.writeInt(NOTHING);
            } else {
                byte[] text = word.getBytes(StandardCharsets.UTF_8);
                data.writeInt(text.length);
                data.write(text);
            }
        }
        out.write(bytes.toByteArray());
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @throws IOException if the other process is gone, or says what is no message
     */
    Message receive() throws IOException {
        int kind = in.readUnsignedByte();
        int count = in.readInt();
        if (kind >= KINDS.length || count < 0 || count > MOST_WORDS) {
            throw new IOException("this is no message: " + kind + " with " + count + " words");
        }
        List<@Nullable String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return new Message(KINDS[kind], words);
    }

    private @Nullable String word() throws IOException {
        int length = in.readInt();
        if (length == NOTHING) {
            return null;
        }
        if (length < 0 || length > LONGEST_WORD) {
            throw new IOException("a word of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
