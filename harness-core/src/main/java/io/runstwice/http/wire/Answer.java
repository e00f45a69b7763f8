package io.runstwice.http.wire;

import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reply, read to its end, and what the request did.
 *
 * @param status the HTTP status
 * @param headers all of them
 * @param body what followed, empty for none; never changed
 * @param effect what the request did to the service
 * @param access to which of its tables
 */
public record Answer(int status, Headers headers, byte[] body, Effect effect, Access access) {

    /** One that did nothing to any table, as far as is known yet. */
    Answer(int status, Headers headers, byte[] body, Effect effect) {
        this(status, headers, body, effect, Access.reading(Set.of(Access.ANY)));
    }

    public static Answer json(int status, Map<String, ? extends @Nullable Object> body, Effect effect) {
        Headers headers = Headers.none().with("Content-Type", "application/json");
        return new Answer(status, headers, PlainJson.write(body).getBytes(StandardCharsets.UTF_8), effect);
    }

    /** What is not even a request is refused by the tap, in the form in which many services tell an error. */
    static Answer badRequest(String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", "invalid_request_error");
        return json(400, Map.of("error", error), Effect.NONE);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Answer with(Effect other) {
        return new Answer(status, headers, body, other, access);
    }

    public Answer with(Access known) {
        return new Answer(status, headers, body, effect, known);
    }

    public Answer with(Headers others, byte[] other) {
        return new Answer(status, others, other, effect, access);
    }

    public Answer with(String header, String value) {
        return new Answer(status, headers.with(header, value), body, effect, access);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What a story shows: {@code 200 ch_1}, {@code 400 idempotency_error}. */
    public String summary() {
        String word = PlainJson.nameOf(text());
        return word.isEmpty() ? Integer.toString(status) : status + " " + word;
    }
}
