package io.runstwice.http.stripe;

import io.runstwice.http.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys that a service remembers. A forgotten key is as good as one that was never used. Not
 * thread-safe.
 */
final class Keys {

    /**
     * What was answered to the first request with a key.
     *
     * @param fingerprint of the request, equal for equal requests
     * @param used when, by the controlled clock
     */
    record Remembered(String fingerprint, Answer answer, Instant used) {

        boolean isForgotten(Instant now, Duration retention) {
            return !now.isBefore(used.plus(retention));
        }
    }

    private final Map<String, Remembered> remembered;

    Keys() {
        this(Map.of());
    }

    Keys(Map<String, Remembered> remembered) {
        this.remembered = new LinkedHashMap<>(remembered);
    }

    /** What was answered before, or null if the key is new or forgotten. */
    @Nullable
    Remembered find(String key, Instant now, Duration retention) {
        Remembered known = remembered.get(key);
        return known == null || known.isForgotten(now, retention) ? null : known;
    }

    void remember(String key, Remembered outcome) {
        remembered.put(key, outcome);
    }

    Map<String, Remembered> remembered() {
        return new LinkedHashMap<>(remembered);
    }
}
