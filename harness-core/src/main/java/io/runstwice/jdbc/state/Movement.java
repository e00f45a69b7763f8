package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which times of a database go with the machine's clock. They grow older when a schedule lets time pass, and they keep
 * their age while an exploration takes its time: put back, they lie as much later as that clock has gone on.
 */
public final class Movement {

    private static final int KEPT = 4;

    /** More than a second, and another one however it is rounded. */
    private static final Duration A_LITTLE = Duration.ofSeconds(2);

    private final CellValues values;
    private final Declared declared;
    private final Map<Duration, Map<Content, Content>> moved = new LinkedHashMap<>();
    private Given given;
    private final BooleanSupplier readsNow;
    private final Lookers lookers;
    private Clocks clocks = Clocks.UNKNOWN;
    private Map<Relation, Set<String>> parts = Map.of();

    /** @param readsNow whether the job's SQL has asked what time it is */
    Movement(CellValues values, Declared declared, Given given, BooleanSupplier readsNow, Lookers lookers) {
        this.values = values;
        this.declared = declared;
        this.readsNow = readsNow;
        this.lookers = lookers;
        this.given = given;
    }

    /** The test has made the world ready anew. */
    public void given(Given now, Map<Relation, Set<String>> parts) {
        this.given = now;
        this.parts = parts;
        moved.clear();
    }

    public Given given() {
        return given;
    }

    /** Which clock each column is written with. */
    public void writtenWith(Clocks learnt) {
        clocks = learnt;
        lookers.matter(learnt.asked());
        moved.clear();
    }

    private static String name(Relation relation, Field field) {
        return relation.shown() + "." + field.shown();
    }

    /** The columns of texts and numbers that hold now. */
    public Set<String> words() {
        return new TreeSet<>(clocks.words());
    }

    /** Whether a column stands, with any value in it. */
    private boolean stands(Relation relation, Field field) {
        String name = name(relation, field);
        boolean controlled = isOfTwoClocks(name)
                ? clocks.unclearStands()
                : clocks.controlled().contains(name);
        return !field.carriesTime() || controlled;
    }

    /** Whether a column says in which partition a row lives: no row is moved to another one for a second or two. */
    private boolean staysInPlace(Relation relation, Field field) {
        return stands(relation, field) || parts.getOrDefault(relation, Set.of()).contains(field.name());
    }

    /**
     * Whether a column is written with one clock and looked at with the other, or was given and is looked at with both.
     */
    private boolean isOfTwoClocks(String name) {
        if (!clocks.asked()) {
            return false;
        } else if (clocks.machine().contains(name)) {
            return lookers.isLookedAtElsewhere(name);
        }
        return lookers.isLookedAtNow(name) && (clocks.controlled().contains(name) || lookers.isLookedAtTheClock(name));
    }

    /** The columns that are. */
    public Set<String> ofTwoClocks() {
        Set<String> columns = new TreeSet<>(lookers.columns());
        columns.removeIf(column -> !isOfTwoClocks(column));
        return columns;
    }

    /**
     * Whether a given time goes with the machine's clock: not if the job compares it with the controlled one, as far as
     * can be told.
     */
    private boolean goesAlong(Relation relation, Field field, int givenRow, int column) {
        String name = name(relation, field);
        boolean controlled = isOfTwoClocks(name)
                ? clocks.unclearStands()
                : clocks.asked()
                        && !clocks.machine().contains(name)
                        && !lookers.isLookedAtNow(name)
                        && (lookers.isLookedAtTheClock(name) || !readsNow.getAsBoolean());
        return !controlled && given.isRelative(relation, givenRow, column);
    }

    /**
     * Whether a time that no baseline wrote is of whole seconds, as the controlled clock is, where the job asks for
     * that.
     */
    private boolean isControlled(Relation relation, Field field, @Nullable Object cell) {
        String name = name(relation, field);
        return clocks.asked() && !clocks.machine().contains(name) && !isOfTwoClocks(name) && isWhole(cell);
    }

    /**
     * Whether a time that a worker wrote goes with no clock: the baselines wrote it alike, or only such times in its
     * column and this one is as little a now.
     */
    private boolean isFixed(Relation relation, Field field, @Nullable Object cell, Duration laid) {
        String name = name(relation, field);
        Set<Object> fixed = clocks.fixed().getOrDefault(name, Set.of());
        Set<Object> unclear = clocks.unclear().getOrDefault(name, Set.of());
        if (cell == null || declared.ages(relation.shown(), field.shown()) || given.isRelativeDay(cell)) {
            return false;
        } else if (unclear.contains(cell)) {
            return clocks.unclearStands() || declared.fixes(relation.shown(), field.shown());
        }
        boolean only = !fixed.isEmpty()
                && !clocks.machine().contains(name)
                && !clocks.controlled().contains(name);
        return fixed.contains(cell) || only && !given.isNear(cell, laid);
    }

    private static boolean isWhole(@Nullable Object cell) {
        return cell instanceof Instant at && at.getNano() == 0;
    }

    /**
     * Whether a worker wrote a time with another clock than its column's, as the baselines have shown it: of whole
     * seconds where the others were not, or the other way round.
     */
    boolean isMixed(Relation relation, Field field, @Nullable Object asWritten) {
        Object cell = asWritten == null ? null : values.shown(field, asWritten);
        String name = name(relation, field);
        boolean known = clocks.controlled().contains(name) || clocks.machine().contains(name);
        return known
                && clocks.asked()
                && cell instanceof Instant
                && !clocks.fixed().getOrDefault(name, Set.of()).contains(cell)
                && isWhole(cell) != clocks.whole().contains(name);
    }

    // ---- time passes

    /**
     * Of one row, whether a cell grows older: what a worker wrote does, and what was given does if it goes with the
     * clock.
     */
    boolean growsOlder(Relation relation, Content content, int row, int givenRow, int column) {
        if (stands(relation, relation.fields().get(column))) {
            return false;
        }
        Field field = relation.fields().get(column);
        Object asWritten = content.asWritten(row, column);
        if (given.has(relation, givenRow, column, asWritten)) {
            return goesAlong(relation, field, givenRow, column);
        }
        Object shown = asWritten == null ? null : values.shown(field, asWritten);
        return !isControlled(relation, field, shown) && !isFixed(relation, field, shown, content.laid());
    }

    // ---- time has gone by

    /**
     * A table as it would be if so much time had gone by since it was given; the same object if nothing of it moves.
     */
    Content laid(Relation relation, Content content, Duration to) {
        if (content.laid().equals(to) || relation.fields().stream().allMatch(field -> staysInPlace(relation, field))) {
            return content;
        }
        Map<Content, Content> known = moved.computeIfAbsent(to, any -> new IdentityHashMap<>());
        while (moved.size() > KEPT) {
            moved.remove(moved.keySet().iterator().next());
        }
        return known.computeIfAbsent(content, any -> moved(relation, content, to));
    }

    /**
     * The same tables, given a little earlier.
     *
     * <p>A set-up and a first delivery share a second. A time of whole seconds that a job writes is then the given one,
     * and nothing tells that it was written. Given a little earlier, no given time lies in the second in which a job
     * writes it.
     */
    Map<Relation, Content> givenEarlier(Map<Relation, Content> contents) {
        Map<Relation, Content> earlier = new LinkedHashMap<>();
        contents.forEach((relation, content) -> earlier.put(
                relation, laid(relation, content, A_LITTLE.negated()).asGiven()));
        return earlier;
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

    /**
     * A cell as it is to be; null if it stays. What was given is remembered so; what a worker wrote moves with all that
     * is known of it.
     */
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
        if (found == null || asWritten == null || staysInPlace(relation, field)) {
            return null;
        }
        boolean isGiven = given.has(relation, givenRow, column, asWritten);
        Object shown = values.shown(field, asWritten);
        boolean moves = isGiven
                ? goesAlong(relation, field, givenRow, column)
                : given.isNear(shown, content.laid())
                        && !isControlled(relation, field, shown)
                        && !isFixed(relation, field, shown, content.laid());
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
        return values.earlier(field, raw, from.minus(to));
    }
}
