package io.runstwice.http.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, read to its end.
 *
 * @param method in capitals
 * @param target path and query, as sent
 * @param headers all of them
 * @param body what followed, empty for none; never changed
 */
public record Request(String method, String target, Headers headers, byte[] body) {

    /** What a service recognises a request by that comes again. */
    static final String KEY = "Idempotency-Key";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    public Request {
        method = method.toUpperCase(Locale.ROOT);
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** The same without a header. */
    Request without(String header) {
        return new Request(method, target, headers.without(header), body);
    }

    /** Whether the method promises to change nothing. */
    public boolean isSafe() {
        return SAFE.contains(method);
    }

    @Nullable
    public String idempotencyKey() {
        return headers.first(KEY);
    }

    /**
     * The body as text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public String text() {
        return text(body);
    }

    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException("not UTF-8", binary);
        }
    }

    /** The form in which a job means its body; empty if it does not say. */
    public String type() {
        return String.valueOf(headers.first("Content-Type")).toLowerCase(Locale.ROOT);
    }

    public boolean hasJson() {
        String type = headers.first("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** What a client that sends a request again by itself repeats. */
    String print() {
        return String.join(
                "\n",
                method,
                target,
                String.valueOf(idempotencyKey()),
                String.valueOf(headers.first("Content-Type")),
                String.valueOf(headers.first("Authorization")),
                new String(body, StandardCharsets.ISO_8859_1));
    }
}
