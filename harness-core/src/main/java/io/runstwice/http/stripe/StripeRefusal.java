package io.runstwice.http.stripe;

import io.runstwice.http.wire.Answer;
import io.runstwice.world.Effect;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error that the double answers with. */
final class StripeRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;
    private final boolean executed;

    /**
     * An error.
     *
     * @param executed whether the endpoint had begun to execute: then the error is remembered under the request's key
     */
    StripeRefusal(int status, boolean executed, Map<String, @Nullable Object> error) {
        super(String.valueOf(error.get("message")), null, false, false);
        this.executed = executed;
        this.answer = Answer.json(status, Map.of("error", error), Effect.NONE);
    }

    Answer answer() {
        return answer;
    }

    boolean isExecuted() {
        return executed;
    }

    static Map<String, @Nullable Object> error(String type, @Nullable String code, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        if (code != null) {
            error.put("code", code);
        }
        error.put("message", message);
        error.put("type", type);
        return error;
    }
}
