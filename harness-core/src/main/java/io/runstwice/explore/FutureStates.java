package io.runstwice.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The states from which everything has been, or will be, explored, by their future keys. */
final class FutureStates {

    private final Map<String, ClosureNode> byKey = new HashMap<>();

    Optional<ClosureNode> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void add(String key, ClosureNode node) {
        byKey.put(key, node);
    }

    int size() {
        return byKey.size();
    }
}
