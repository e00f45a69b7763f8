package io.runstwice.http.stripe;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The books and the remembered keys at one moment. Immutable: these books are never written to. */
record StripeSnapshot(String name, Books books, Map<String, Keys.Remembered> keys, Instant taken, Duration retention)
        implements Snapshot {

    /** Keys that are forgotten by now are left out: they are as good as new. */
    @Override
    public State memory() {
        List<Table> tables = new ArrayList<>(StripeTables.of(name, books));
        List<Row> rows = keys.entrySet().stream()
                .filter(key -> !key.getValue().isForgotten(taken, retention))
                .map(key -> row(key.getKey(), key.getValue()))
                .toList();
        if (!rows.isEmpty()) {
            tables.add(new Table(name, "remembered keys", COLUMNS, rows, false));
        }
        return new State(tables);
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("key", Column.Kind.VALUE, true, null),
            Column.of("fingerprint", Column.Kind.VALUE),
            Column.of("status", Column.Kind.NUMBER),
            Column.of("response", Column.Kind.VALUE),
            Column.of("used", Column.Kind.TIME),
            Column.of("age", Column.Kind.VALUE));

    private static Row row(String key, Keys.Remembered remembered) {
        return Row.of(
                key,
                remembered.fingerprint(),
                Integer.toString(remembered.answer().status()),
                withoutTime(remembered.answer().text()),
                remembered.used(),
                "remembered");
    }

    /** When the answer was given says {@code used} already, and comparing it as text would tell every moment apart. */
    private static String withoutTime(String body) {
        return body.replaceAll("\"created\":\\d+,?", "");
    }
}
