package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States for tests, written down briefly. */
final class Worlds {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Worlds() {}

    /**
     * A table.
     *
     * @param name resource and table: {@code db charges}
     * @param columns each {@code name kind} with {@code !} for a key and {@code >table.column} for a reference:
     *     {@code id generated!}
     */
    static Table table(String name, List<String> columns, Row... rows) {
        String[] parts = name.split(" ");
        return new Table(
                parts[0],
                parts[1],
                columns.stream().map(Worlds::column).toList(),
                List.of(rows),
                parts[0].equals("gateway"));
    }

    private static Column column(String text) {
        String[] parts = text.split(" ");
        boolean key = parts[1].endsWith("!");
        Kind kind = Kind.valueOf(parts[1].replace("!", "").toUpperCase(java.util.Locale.ROOT));
        return new Column(parts[0], kind, key, parts.length > 2 ? parts[2].substring(1) : null);
    }

    static Row row(@Nullable Object... cells) {
        return Row.of(cells);
    }

    static State state(Table... tables) {
        return new State(List.of(tables));
    }

    /** A run of ten milliseconds at noon, without time passing. */
    static Observation at(Instant begin, State state) {
        return new Observation(
                state, List.of(new Observation.Act(begin, begin.plusMillis(10), List.of(begin))), Duration.ZERO);
    }

    static Observation noon(Table... tables) {
        return at(NOON, state(tables));
    }

    /** The same table with one more row. */
    static Table plus(Table table, Row... rows) {
        List<Row> more = new ArrayList<>(table.rows());
        more.addAll(List.of(rows));
        return table.with(more);
    }
}
