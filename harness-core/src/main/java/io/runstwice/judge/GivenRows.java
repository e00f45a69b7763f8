package io.runstwice.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Given rows that are no more as they were given, by their keys. */
final class GivenRows {

    private final Map<Key, ComparedLine> byKey = new HashMap<>();

    private record Key(String table, List<Term> terms) {}

    GivenRows(List<ComparedLine> lines) {
        lines.stream().filter(ComparedLine::isGone).forEach(line -> key(line)
                .ifPresent(key -> byKey.putIfAbsent(key, line)));
    }

    /** The given row with the same key; empty if there is none, or if the key does not tell. */
    Optional<ComparedLine> sameAs(ComparedLine line) {
        return key(line).map(byKey::get);
    }

    private static Optional<Key> key(ComparedLine line) {
        return line.key().map(terms -> new Key(line.layout().id(), terms));
    }
}
