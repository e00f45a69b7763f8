package io.runstwice.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which times of a database go with the machine's clock. They grow older when a schedule lets time pass, and they keep their age while an
 * exploration takes its time: put back, they lie as much later as that clock has gone on.
 */
final class Movement {

    private static final int KEPT = 4;

    private final Dialect dialect;
    private final Map<Duration, Map<Content, Content>> moved = new LinkedHashMap<>();
    private Given given;
    private Set<String> controlled = Set.of();
    private Map<Relation, Set<String>> parts = Map.of();

    Movement(Dialect dialect, Given given) {
        this.dialect = dialect;
        this.given = given;
    }

    /** The test has made the world ready anew. */
    void given(Given now, Map<Relation, Set<String>> parts) {
        this.given = now;
        this.parts = parts;
        moved.clear();
    }

    Given given() {
        return given;
    }

    /** These columns are written with the controlled clock, which schedules move: {@code table.column}. */
    void controlled(Set<String> columns) {
        controlled = Set.copyOf(columns);
        moved.clear();
    }

    /** Whether a column stands whatever is in it. */
    private boolean stands(Relation relation, Field field) {
        return !Ageing.carriesTime(field)
                || controlled.contains(relation.shown() + "." + field.shown())
                || parts.getOrDefault(relation, Set.of()).contains(field.name());
    }

    // ---- time passes

    /** Of one row, whether a cell grows older: what a worker wrote does, and what was given does if it goes with the clock. */
    boolean growsOlder(Relation relation, Content content, int row, int givenRow, int column) {
        if (stands(relation, relation.fields().get(column))) {
            return false;
        }
        return !given.has(relation, givenRow, column, content.asWritten(row, column))
                || given.isRelative(relation, givenRow, column);
    }

    // ---- time has gone by

    /** A table as it would be if so much time had gone by since it was given; the same object if nothing of it moves. */
    Content laid(Relation relation, Content content, Duration to) {
        if (content.laid().equals(to) || relation.fields().stream().allMatch(field -> stands(relation, field))) {
            return content;
        }
        Map<Content, Content> known = moved.computeIfAbsent(to, any -> new IdentityHashMap<>());
        while (moved.size() > KEPT) {
            moved.remove(moved.keySet().iterator().next());
        }
        return known.computeIfAbsent(content, any -> moved(relation, content, to));
    }

    private Content moved(Relation relation, Content content, Duration to) {
        List<@Nullable Object[]> rows = new ArrayList<>(content.rows().size());
        Map<Content.Place, Object> written = new HashMap<>(content.written());
        boolean moves = false;
        for (int row = 0; row < content.rows().size(); row++) {
            @Nullable Object[] cells = content.rows().get(row);
            int givenRow = given.row(relation, content, row);
            for (int column = 0; column < cells.length; column++) {
                Object later = later(relation, content, row, givenRow, column, to, written);
                if (later != null) {
                    cells = cells == content.rows().get(row) ? cells.clone() : cells;
                    cells[column] = later;
                    moves = true;
                }
            }
            rows.add(cells);
        }
        return moves ? new Content(rows, written).laid(to) : content;
    }

    /** A cell as it is to be; null if it stays. What was given is remembered so; what a worker wrote moves with all that is known of it. */
    private @Nullable Object later(
            Relation relation,
            Content content,
            int row,
            int givenRow,
            int column,
            Duration to,
            Map<Content.Place, Object> written) {
        Field field = relation.fields().get(column);
        Object found = content.rows().get(row)[column];
        Object asWritten = content.asWritten(row, column);
        if (found == null || asWritten == null || stands(relation, field)) {
            return null;
        }
        boolean isGiven = given.has(relation, givenRow, column, asWritten);
        boolean moves = isGiven
                ? given.isRelative(relation, givenRow, column)
                : given.isNear(dialect.shown(field, asWritten), content.laid());
        Object later = moves ? moved(field, found, content.laid(), to) : found;
        if (later == null || later.equals(found)) {
            return null;
        }
        Content.Place place = new Content.Place(row, column);
        if (isGiven) {
            written.put(place, asWritten);
        } else if (written.containsKey(place)) {
            written.put(place, java.util.Objects.requireNonNull(moved(field, asWritten, content.laid(), to)));
        }
        return later;
    }

    private @Nullable Object moved(Field field, Object raw, Duration from, Duration to) {
        return dialect.earlier(field, raw, from.minus(to));
    }
}
