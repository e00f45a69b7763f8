package io.runstwice.http;

import io.runstwice.world.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reply, read to its end, and what the request did.
 *
 * @param status the HTTP status
 * @param headers all of them
 * @param body what followed, empty for none; never changed
 * @param effect what the request did to the service
 */
record Answer(int status, Headers headers, byte[] body, Effect effect) {

    static Answer json(int status, Map<String, ? extends @Nullable Object> body, Effect effect) {
        Headers headers = Headers.none().with("Content-Type", "application/json");
        return new Answer(status, headers, Json.write(body).getBytes(StandardCharsets.UTF_8), effect);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Answer with(Effect other) {
        return new Answer(status, headers, body, other);
    }

    Answer with(String header, String value) {
        return new Answer(status, headers.with(header, value), body, effect);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What a story shows: {@code 200 ch_1}, {@code 400 idempotency_error}. */
    String summary() {
        String word = Json.nameOf(text());
        return word.isEmpty() ? Integer.toString(status) : status + " " + word;
    }
}
