package io.runstwice.http.stripe;

import io.runstwice.http.wire.Flight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of requests that are being processed, and the requests that wait for one, first come, first
 * served: who is next is no matter of luck. Not thread-safe.
 */
final class KeysInUse {

    /** The first one holds the key, the others wait. */
    private final Map<String, Deque<Flight>> queues = new LinkedHashMap<>();

    /** Takes a key that no other request holds. */
    boolean take(String key, Flight flight) {
        Flight holder = holder(key);
        if (holder == null) {
            join(key, flight);
        }
        return holder == null || holder == flight;
    }

    /** Takes a key, or waits for it. */
    void join(String key, Flight flight) {
        Deque<Flight> queue = queues.computeIfAbsent(key, any -> new ArrayDeque<>());
        if (!queue.contains(flight)) {
            queue.add(flight);
        }
    }

    @Nullable
    Flight holder(String key) {
        Deque<Flight> queue = queues.get(key);
        return queue == null ? null : queue.peek();
    }

    boolean isIn(String key, Flight flight) {
        return queues.getOrDefault(key, new ArrayDeque<>()).contains(flight);
    }

    /** The one that holds the key for which a flight like this waits; empty if none does. */
    Optional<Flight> holderBefore(Predicate<Flight> waiting) {
        return queues.values().stream()
                .filter(queue -> queue.stream().skip(1).anyMatch(waiting))
                .map(Deque::peek)
                .findFirst();
    }

    /** Lets go of keys, or stops waiting for them: who waited longest is next. */
    void release(Predicate<Flight> which) {
        for (Map.Entry<String, Deque<Flight>> queue : List.copyOf(queues.entrySet())) {
            List<Flight> gone = new ArrayList<>(queue.getValue());
            gone.removeIf(which.negate());
            queue.getValue().removeAll(gone);
            if (queue.getValue().isEmpty()) {
                queues.remove(queue.getKey());
            }
        }
    }
}
