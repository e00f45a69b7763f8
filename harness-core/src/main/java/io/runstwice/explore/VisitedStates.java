package io.runstwice.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The states from which everything has been, or will be, explored, by their future keys. */
final class VisitedStates {

    private final Map<String, ClosureNode> byKey = new LinkedHashMap<>();

    Optional<ClosureNode> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void add(String key, ClosureNode node) {
        byKey.put(key, node);
    }

    /** All of them, in the order in which they were found. */
    List<ClosureNode> all() {
        return List.copyOf(byKey.values());
    }

    int size() {
        return byKey.size();
    }
}
