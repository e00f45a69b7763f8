package io.runstwice.effect;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effects that took place, and the keys that the receiver remembers. Not thread-safe. */
final class EffectLog {

    private record Line(String label, @Nullable String key, String detail) {}

    private record Key(String label, String key) {}

    private final List<Line> lines;
    private final Map<Key, Instant> keys;

    EffectLog() {
        this(List.of(), Map.of());
    }

    private EffectLog(List<Line> lines, Map<Key, Instant> keys) {
        this.lines = new ArrayList<>(lines);
        this.keys = new LinkedHashMap<>(keys);
    }

    EffectLog copy() {
        return new EffectLog(lines, keys);
    }

    /** Keys of different labels are different keys. */
    boolean knows(String label, String key, Instant now, @Nullable Duration retention) {
        return remembers(keys.get(new Key(label, key)), now, retention);
    }

    void record(String label, @Nullable String key, String detail, Instant now) {
        lines.add(new Line(label, key, detail));
        if (key != null) {
            keys.put(new Key(label, key), now);
        }
    }

    List<String> details() {
        return lines.stream().map(Line::detail).toList();
    }

    List<String> details(String label) {
        return lines.stream()
                .filter(line -> line.label().equals(label))
                .map(Line::detail)
                .toList();
    }

    State state(String resource) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        lines.forEach(line ->
                rows.computeIfAbsent(line.label(), any -> new ArrayList<>()).add(Row.of(line.key(), line.detail())));
        List<Column> columns = List.of(Column.of("key", Kind.REMARK), Column.of("detail", Kind.VALUE));
        return new State(rows.entrySet().stream()
                .map(label -> new Table(resource, label.getKey(), columns, label.getValue(), true))
                .toList());
    }

    /** The ledger, and the keys that are still remembered. */
    State memory(String resource, Instant now, @Nullable Duration retention) {
        List<Row> rows = keys.entrySet().stream()
                .filter(key -> remembers(key.getValue(), now, retention))
                .map(key -> Row.of(key.getKey().label(), key.getKey().key(), key.getValue()))
                .toList();
        List<Column> columns =
                List.of(Column.of("label", Kind.VALUE), Column.of("key", Kind.VALUE), Column.of("used", Kind.TIME));
        State ledger = state(resource);
        return rows.isEmpty()
                ? ledger
                : ledger.and(new State(List.of(new Table(resource, "remembered keys", columns, rows, false))));
    }

    private static boolean remembers(@Nullable Instant used, Instant now, @Nullable Duration retention) {
        return used != null && (retention == null || now.isBefore(used.plus(retention)));
    }
}
