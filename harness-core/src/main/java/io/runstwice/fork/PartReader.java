package io.runstwice.fork;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the parts of a message in the order in which {@link PartWriter} wrote them.
 *
 * <p>Throws {@link BufferUnderflowException} where the bytes end too early, and {@link IllegalArgumentException} for
 * bytes that are no such part.
 */
final class PartReader {

    private final ByteBuffer bytes;

    PartReader(byte[] message) {
        bytes = ByteBuffer.wrap(message);
    }

    int tag() {
        return Byte.toUnsignedInt(bytes.get());
    }

    int left() {
        return bytes.remaining();
    }

    int number() {
        return bytes.getInt();
    }

    boolean flag() {
        byte flag = bytes.get();
        if (flag != 0 && flag != 1) {
            throw new IllegalArgumentException(flag + " is neither true nor false");
        }
        return flag == 1;
    }

    String text() {
        byte[] text = new byte[length()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    Optional<String> optional() {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    /** Every element has at least one byte, so no list is longer than the bytes that are left. */
    <T> List<T> all(Supplier<T> element) {
        int count = length();
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(element.get());
        }
        return all;
    }

    List<String> texts() {
        return all(this::text);
    }

    Set<String> set() {
        return Set.copyOf(texts());
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    Instant instant() {
        return Instant.parse(text());
    }

    private int length() {
        int length = number();
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
