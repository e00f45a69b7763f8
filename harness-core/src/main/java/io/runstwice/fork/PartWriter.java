package io.runstwice.fork;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Turns the parts of a message into bytes: numbers have four, texts and lists are preceded by their length. Read by
 * {@link PartReader}.
 */
final class PartWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    byte[] bytes() {
        return bytes.toByteArray();
    }

    void tag(int tag) {
        bytes.write(tag);
    }

    void number(int number) {
        bytes.write(number >>> 24);
        bytes.write(number >>> 16);
        bytes.write(number >>> 8);
        bytes.write(number);
    }

    void flag(boolean flag) {
        bytes.write(flag ? 1 : 0);
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
    }

    void optional(Optional<String> text) {
        flag(text.isPresent());
        text.ifPresent(this::text);
    }

    void texts(Collection<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    void constant(Enum<?> constant) {
        text(constant.name());
    }

    void instant(Instant instant) {
        text(instant.toString());
    }
}
