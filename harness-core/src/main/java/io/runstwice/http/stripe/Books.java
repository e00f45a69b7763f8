package io.runstwice.http.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a double, what was done to them, and the counters that ids are drawn from. Not thread-safe. */
final class Books {

    /**
     * One record. Its id is drawn by the double or given by the test.
     *
     * @param fields what was sent, and what the double added; never changed
     * @param key the idempotency key it was created under, or null
     * @param deleted whether it is only remembered
     */
    record Entry(
            String id,
            Map<String, @Nullable Object> fields,
            Instant created,
            @Nullable String key,
            boolean deleted) {

        Entry with(Map<String, ? extends @Nullable Object> changes) {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
            merged.putAll(changes);
            return new Entry(id, merged, created, key, deleted);
        }

        Entry asDeleted() {
            return new Entry(id, fields, created, key, true);
        }
    }

    /**
     * One change of a record.
     *
     * @param path where it was asked for, with {@code {id}} in place of the id
     * @param fields what was sent
     */
    record Change(
            String path,
            String collection,
            String id,
            Map<String, @Nullable Object> fields,
            @Nullable String key) {}

    private final Map<String, Map<String, Entry>> collections = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();

    private long offset;
    private long version;

    Books copy() {
        Books copy = new Books();
        collections.forEach((name, entries) -> copy.collections.put(name, new LinkedHashMap<>(entries)));
        copy.changes.addAll(changes);
        copy.counters.putAll(counters);
        copy.offset = offset;
        return copy;
    }

    /** Grows with everything that is written. */
    long version() {
        return version;
    }

    String nextId(String prefix) {
        String id;
        do {
            id = prefix + "_" + counters.merge(prefix, offset + 1, (count, one) -> count + 1);
        } while (find(id) != null);
        return id;
    }

    /** Draws other ids from now on. */
    void perturb() {
        counters.replaceAll((prefix, count) -> count + 1_000);
        offset += 1_000;
    }

    void put(String collection, Entry entry) {
        collections.computeIfAbsent(collection, any -> new LinkedHashMap<>()).put(entry.id(), entry);
        version++;
    }

    void record(Change change) {
        changes.add(change);
        version++;
    }

    @Nullable
    Entry get(String collection, String id) {
        return collections.getOrDefault(collection, Map.of()).get(id);
    }

    /** The collection that this id was made in, or null. */
    @Nullable
    String find(String id) {
        for (Map.Entry<String, Map<String, Entry>> collection : collections.entrySet()) {
            if (collection.getValue().containsKey(id)) {
                return collection.getKey();
            }
        }
        return null;
    }

    /** How many rows each table of the ledger has: a collection its records, a path its changes. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        collections.forEach((name, entries) -> sizes.put(name, entries.size()));
        changes.forEach(change -> sizes.merge(change.path(), 1, Integer::sum));
        return sizes;
    }

    List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    /** The records of a collection in the order of their creation, deleted ones too. */
    Stream<Entry> entries(String collection) {
        return collections.getOrDefault(collection, Map.of()).values().stream();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
