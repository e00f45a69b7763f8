package io.runstwice.fork;

import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns the messages of one direction into bytes and back: a byte that says which record it is, and the components of
 * the record in their order. There is no version, since both processes run the same classes.
 *
 * @param <M> the messages of this direction
 * @param <T> its records, one constant for each: the byte is the ordinal
 */
abstract class MessageCodec<M, T extends Enum<T> & MessageCodec.RecordTag<M>> {

    /** Names one record. */
    interface RecordTag<M> {

        Class<? extends M> type();
    }

    private final Class<M> direction;
    private final T[] tags;
    private final Map<Class<? extends M>, T> byType;

    MessageCodec(Class<M> direction, T[] tags) {
        this.direction = direction;
        this.tags = tags;
        this.byType = Arrays.stream(tags).collect(Collectors.toMap(RecordTag::type, Function.identity()));
    }

    /** Writes the components of a record that has this tag. */
    abstract void write(T tag, M message, PartWriter out);

    /** Reads the components of a record that has this tag. */
    abstract M read(T tag, PartReader in);

    final byte[] encode(M message) {
        T tag = byType.get(message.getClass());
        if (tag == null) {
            throw new IllegalStateException("no tag for " + message.getClass().getName());
        }
        PartWriter out = new PartWriter();
        out.tag(tag.ordinal());
        write(tag, message, out);
        return out.bytes();
    }

    final M decode(byte[] bytes) throws MalformedMessageException {
        if (bytes.length == 0) {
            throw new MalformedMessageException("an empty message " + direction.getSimpleName());
        }
        PartReader in = new PartReader(bytes);
        int number = in.tag();
        if (number >= tags.length) {
            throw new MalformedMessageException("no message " + direction.getSimpleName() + " has the tag " + number);
        }
        return whole(tags[number], in);
    }

    private M whole(T tag, PartReader in) throws MalformedMessageException {
        M message;
        try {
            message = read(tag, in);
        } catch (BufferUnderflowException truncated) {
            throw new MalformedMessageException(tag + " is truncated", truncated);
        } catch (RuntimeException refused) {
            throw new MalformedMessageException(tag + " cannot be read: " + refused.getMessage(), refused);
        }
        if (in.left() > 0) {
            throw new MalformedMessageException(tag + " is followed by " + in.left() + " bytes that belong to nothing");
        }
        return message;
    }
}
