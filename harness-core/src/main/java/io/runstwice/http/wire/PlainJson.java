package io.runstwice.http.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain maps, lists, strings, numbers and booleans. The only place that knows Jackson, which is optional. */
public final class PlainJson {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(Object.class);
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    private PlainJson() {}

    /**
     * Reads a JSON text.
     *
     * @throws IllegalArgumentException if it is none, or an object in it has a member twice, of which
     *     readers take one or the other
     */
    public static @Nullable Object read(String text) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed.getOriginalMessage(), malformed);
        }
    }

    public static String write(@Nullable Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a JSON value: " + value, impossible);
        }
    }

    /** How the object in this text names itself: its id, or the code or type of its error. Empty if it does not. */
    static String nameOf(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return "";
        }
        try {
            return read(text) instanceof Map<?, ?> object ? nameOf(object) : "";
        } catch (IllegalArgumentException notJson) {
            return "";
        }
    }

    private static String nameOf(Map<?, ?> object) {
        if (object.get("error") instanceof Map<?, ?> error) {
            Object code = error.get("code");
            return plain(code == null ? error.get("type") : code);
        }
        return plain(object.get("id"));
    }

    private static String plain(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }
}
