package io.runstwice.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys that a service remembers. A forgotten key is as good as one that was never used. Not thread-safe.
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
    private final Set<String> inFlight = new HashSet<>();

    Keys() {
        this(Map.of());
    }

    Keys(Map<String, Remembered> remembered) {
        this.remembered = new LinkedHashMap<>(remembered);
    }

    /**
     * Reserves a key for a request that is about to be executed, or finds what was answered before.
     *
     * @return null if the key is new or forgotten, and is now in flight
     */
    @Nullable
    Remembered begin(String key, Instant now, Duration retention) throws StripeRefusal {
        Remembered known = remembered.get(key);
        if (known != null && !known.isForgotten(now, retention)) {
            return known;
        } else if (!inFlight.add(key)) {
            throw StripeErrors.keyInUse(key);
        }
        return null;
    }

    /** The request was executed: remembers the answer, unless it is null. */
    void finish(String key, @Nullable Remembered outcome) {
        inFlight.remove(key);
        if (outcome != null) {
            remembered.put(key, outcome);
        }
    }

    Map<String, Remembered> remembered() {
        return new LinkedHashMap<>(remembered);
    }
}
