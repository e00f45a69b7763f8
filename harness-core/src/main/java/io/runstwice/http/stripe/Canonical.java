package io.runstwice.http.stripe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters in an order that does not depend on how they were sent. */
final class Canonical {

    private Canonical() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            object.forEach((name, inner) -> sorted.put(String.valueOf(name), of(inner)));
            return sorted;
        } else if (value instanceof List<?> list) {
            return list.stream().map(Canonical::of).collect(Collectors.toList());
        }
        return value;
    }
}
