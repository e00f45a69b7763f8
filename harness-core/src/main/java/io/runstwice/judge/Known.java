package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/**
 * The values that were there before the job ran: they are compared as they are, for no run drew them.
 *
 * <p>Looked up only when asked for, since most of a large given state is never touched.
 */
final class Known {

    /** Where UUIDs are kept; no column is called so. */
    private static final String UUIDS = "uuid";

    /** Where days are kept. */
    private static final String DAYS = "day";

    private final State given;
    private final Layouts schema;
    private final Map<String, Set<Object>> values = new ConcurrentHashMap<>();

    private Known(State given, Layouts schema) {
        this.given = given;
        this.schema = schema;
    }

    static Known in(State given, Layouts schema) {
        return new Known(given, schema);
    }

    /** Whether this value was given in this domain. */
    boolean has(String domain, Object value) {
        return values(domain).contains(value);
    }

    /** All values that were given in this domain. */
    Set<Object> values(String domain) {
        return values.computeIfAbsent(domain, this::valuesOf);
    }

    /** Whether this day was given anywhere, in a column of days. */
    boolean hasDay(LocalDate day) {
        return values.computeIfAbsent(DAYS, any -> days()).contains(day);
    }

    private Set<Object> days() {
        Set<Object> found = new HashSet<>();
        for (Table table : given.tables()) {
            schema.of(table).fields().stream()
                    .filter(field -> field.kind() == Column.Kind.DATE)
                    .forEach(field -> cells(table, field, found::add));
        }
        return found;
    }

    boolean hasUuid(String uuid) {
        return uuids().contains(uuid.toLowerCase(Locale.ROOT));
    }

    /** Takes a UUID as given. */
    void addUuid(String uuid) {
        uuids().add(uuid.toLowerCase(Locale.ROOT));
    }

    private Set<Object> uuids() {
        return values.computeIfAbsent(UUIDS, any -> uuidsOfAll());
    }

    private Set<Object> valuesOf(String domain) {
        Set<Object> found = new HashSet<>();
        for (Table table : given.tables()) {
            schema.of(table).fields().stream()
                    .filter(field -> field.domain().equals(domain))
                    .forEach(field -> cells(table, field, found::add));
        }
        return found;
    }

    private Set<Object> uuidsOfAll() {
        Set<Object> found = ConcurrentHashMap.newKeySet();
        for (Table table : given.tables()) {
            schema.of(table).fields().forEach(field -> cells(table, field, cell -> addUuids(cell, found)));
        }
        return found;
    }

    private static void addUuids(Object cell, Set<Object> found) {
        if (cell instanceof String text) {
            Uuids.in(text).stream()
                    .map(MatchResult::group)
                    .map(uuid -> uuid.toLowerCase(Locale.ROOT))
                    .forEach(found::add);
        }
    }

    private static void cells(Table table, Layout.Field field, Consumer<Object> consumer) {
        for (Row row : table.rows()) {
            Object cell = row.cells().get(field.index());
            if (cell != null) {
                consumer.accept(cell);
            }
        }
    }
}
