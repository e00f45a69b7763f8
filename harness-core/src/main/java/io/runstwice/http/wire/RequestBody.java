package io.runstwice.http.wire;

import io.runstwice.world.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a request says, as cells: the members of a JSON object, the fields of a form, a text as it is, and
 * of anything else its length and its SHA-256. Two bodies that differ have different cells.
 */
final class RequestBody {

    /** Members that are called like another column stand beside it. */
    private static final Pattern TAKEN = Pattern.compile(
            "method|path|status|reply|idempotency_key|" + JsonTypes.COLUMN + "|(body|query|header)\\..*");

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");

    private RequestBody() {}

    static Map<String, @Nullable Object> cells(Request request) {
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            return Map.of();
        }
        String text;
        try {
            text = Request.text(bytes);
        } catch (IllegalArgumentException binary) {
            return digest(bytes);
        }
        Map<String, @Nullable Object> read = read(request, text);
        return read.isEmpty() ? Map.of("body", text) : read;
    }

    private static Map<String, @Nullable Object> digest(byte[] bytes) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("body.bytes", bytes.length);
        cells.put("body.sha256", Fingerprint.of(bytes));
        return cells;
    }

    /** The text that a client draws anew for each message, to part it with, means nothing. */
    static byte[] bytes(Request request) {
        Matcher boundary = BOUNDARY.matcher(String.valueOf(request.headers().first("Content-Type")));
        if (!request.type().startsWith("multipart/") || !boundary.find()) {
            return request.body();
        }
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        return body.replace(boundary.group(1), "boundary").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, @Nullable Object> read(Request request, String text) {
        try {
            if (request.type().contains("x-www-form-urlencoded")) {
                return beside(FormTypes.of(new LinkedHashMap<>(Fields.of(text))));
            } else if (request.hasJson() && PlainJson.read(text) instanceof Map<?, ?> object) {
                return beside(object);
            }
        } catch (IllegalArgumentException malformed) {
            // shown as it is
        }
        return Map.of();
    }

    /** A member that is null is sent: it may clear what is there, and one that is left out does not. */
    private static Map<String, @Nullable Object> beside(Map<?, ?> sent) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            String member = String.valueOf(name);
            cells.put(
                    TAKEN.matcher(member).matches() ? "body." + member : member,
                    value == null ? JsonTypes.Nothing.NULL : value);
        });
        return cells;
    }
}
