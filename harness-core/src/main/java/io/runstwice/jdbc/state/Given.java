package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Aged;
import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.world.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the test had made ready, and which of its times go with the machine's clock.
 *
 * <p>The set-up is seen once, so what it computed from now has to be told from what it wrote down by how it looks:
 * within twice the bound of now and no whole day. Further away no delivery comes late enough to notice; a whole day is
 * what people write down. A date goes with the clock if it is as few days away as the bound can reach. What is part of
 * a key, an exclusion or a partition stands, since what refers to it would not know; the times of one check go together
 * or not at all.
 */
public final class Given {

    private static final List<ZoneId> ZONES = List.of(ZoneOffset.UTC, ZoneId.systemDefault());

    private final Map<Relation, Content> contents;
    private final Map<Relation, Rows> rows = new HashMap<>();
    private final Set<String> standing = new TreeSet<>();
    private final Set<LocalDate> relativeDays = new HashSet<>();
    private final CellValues values;
    private final Declared declared;
    private final Instant now;
    private final Duration reach;

    /**
     * @param now what the machine's clock showed when this was read
     * @param bound how late the last redelivery comes
     * @param rigid what each table's own rules say
     */
    Given(
            Map<Relation, Content> contents,
            CellValues values,
            Declared declared,
            Instant now,
            Duration bound,
            Function<Relation, Rigid> rigid) {
        this.contents = Map.copyOf(contents);
        this.values = values;
        this.declared = declared;
        this.now = now;
        this.reach = bound.multipliedBy(2);
        contents.forEach((relation, content) -> {
            if (relation.fields().stream().anyMatch(Field::carriesTime)) {
                rows.put(relation, rows(relation, content, rigid));
            }
        });
    }

    /** The rows of every table. */
    Collection<Content> contents() {
        return contents.values();
    }

    /** The rows of this table. */
    Content content(Relation relation) {
        return contents.getOrDefault(relation, Content.EMPTY);
    }

    /** The rows of one table, and which of their cells go with the clock. */
    private record Rows(Content content, Map<List<Object>, Integer> places, BitSet relative) {

        boolean isRelative(int row, int column, int width) {
            return relative.get(row * width + column);
        }

        /** Whether any cell that goes with the clock, by its row and its column, is such a one. */
        boolean anyRelative(BiPredicate<Integer, Integer> such) {
            return relative.stream().anyMatch(cell -> {
                int width = content.rows().get(0).length;
                return such.test(cell / width, cell % width);
            });
        }
    }

    private Rows rows(Relation relation, Content content, Function<Relation, Rigid> rigid) {
        BitSet relative = new BitSet();
        int width = relation.fields().size();
        for (int row = 0; row < content.rows().size(); row++) {
            for (int column = 0; column < width; column++) {
                relative.set(
                        row * width + column,
                        isNear(
                                relation,
                                relation.fields().get(column),
                                content.rows().get(row)[column]));
            }
        }
        if (!relative.isEmpty()) {
            stiffen(relation, content, relative, rigid.apply(relation));
        }
        for (int row = 0; row < content.rows().size(); row++) {
            for (int column = 0; column < width; column++) {
                Field field = relation.fields().get(column);
                boolean stands = field.carriesTime()
                        && content.rows().get(row)[column] != null
                        && !relative.get(row * width + column);
                if (stands) {
                    standing.add(relation.shown() + "." + field.shown());
                } else if (relative.get(row * width + column)
                        && values.shown(field, content.rows().get(row)[column]) instanceof LocalDate day) {
                    relativeDays.add(day);
                }
            }
        }
        return new Rows(content, Aged.places(relation, content), relative);
    }

    private boolean isNear(Relation relation, Field field, @Nullable Object raw) {
        if (raw == null || !field.carriesTime() || declared.fixes(relation.shown(), field.shown())) {
            return false;
        }
        Object cell = values.shown(field, raw);
        boolean isTime = cell instanceof Instant || cell instanceof LocalDate;
        return isTime
                && (declared.ages(relation.shown(), field.shown())
                        || cell instanceof Instant at && isNear(at, now)
                        || cell instanceof LocalDate day && isNear(day));
    }

    private boolean isNear(Instant at, Instant from) {
        return Duration.between(from, at).abs().compareTo(reach) <= 0
                && ZONES.stream()
                        .noneMatch(zone -> at.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT));
    }

    private boolean isNear(LocalDate day) {
        long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneId.systemDefault()), day);
        return Math.abs(days) <= reach.plusHours(23).toDays();
    }

    private void stiffen(Relation relation, Content content, BitSet relative, Rigid rigid) {
        int width = relation.fields().size();
        for (int row = 0; row < content.rows().size(); row++) {
            for (int column = 0; column < width; column++) {
                String name = relation.fields().get(column).name();
                if (relation.fields().get(column).key()
                        || rigid.keys().contains(name)
                        || rigid.parts().contains(name)) {
                    relative.clear(row * width + column);
                }
            }
            for (Set<String> check : rigid.checks()) {
                stiffen(relation, content.rows().get(row), row, relative, check);
            }
        }
    }

    private static void stiffen(
            Relation relation, @Nullable Object[] cells, int row, BitSet relative, Set<String> check) {
        int width = relation.fields().size();
        List<Integer> times = IntStream.range(0, width)
                .filter(column -> check.contains(relation.fields().get(column).name()))
                .filter(column -> relation.fields().get(column).carriesTime() && cells[column] != null)
                .boxed()
                .toList();
        boolean together = times.stream()
                .allMatch(column -> relative.get(row * width + column)
                        && relation.fields().get(column).kind() == Column.Kind.TIME);
        if (!together) {
            times.forEach(column -> relative.clear(row * width + column));
        }
    }

    /** Whether a time of whole seconds was given that goes with the clock: a now of the same second looks like it. */
    boolean mayShareASecond() {
        return rows.entrySet().stream().anyMatch(table -> table.getValue()
                .anyRelative((row, column) -> values.shown(
                                        table.getKey().fields().get(column),
                                        table.getValue().content().rows().get(row)[column])
                                instanceof Instant at
                        && at.getNano() == 0));
    }

    /** Whether a table is as it was given. */
    boolean is(Relation relation, @Nullable Content content) {
        return contents.get(relation) == content;
    }

    /** Whether a worker wrote any row of a table; that given times moved is no such thing. */
    boolean isWritten(Relation relation, Content content) {
        if (!rows.containsKey(relation)) {
            return !is(relation, content);
        }
        return IntStream.range(0, content.rows().size()).anyMatch(row -> {
            int given = row(relation, content, row);
            return given < 0
                    || IntStream.range(0, relation.fields().size())
                            .anyMatch(column -> !has(relation, given, column, content.asWritten(row, column)));
        });
    }

    /** Whether a table has any time that goes with the clock. */
    boolean moves(Relation relation) {
        Rows known = rows.get(relation);
        return known != null && !known.relative().isEmpty();
    }

    /** Which given row a row is, by what it was when it was written; -1 if none. */
    int row(Relation relation, Content content, int row) {
        Rows known = rows.get(relation);
        return known == null ? -1 : known.places().getOrDefault(Aged.identity(relation, content.asWritten(row)), -1);
    }

    /** Whether a cell still is what was given there. */
    boolean has(Relation relation, int row, int column, @Nullable Object asWritten) {
        Rows known = rows.get(relation);
        return known != null
                && row >= 0
                && Objects.deepEquals(known.content().rows().get(row)[column], asWritten);
    }

    /** Whether a given cell goes with the clock. */
    boolean isRelative(Relation relation, int row, int column) {
        Rows known = rows.get(relation);
        return known != null && known.isRelative(row, column, relation.fields().size());
    }

    /**
     * Whether a time that a worker wrote, when given times had moved so far, lies near enough to now to be computed
     * from it.
     */
    boolean isNear(@Nullable Object cell, Duration laid) {
        return cell instanceof Instant at && isNear(at, now.plus(laid)) || cell instanceof LocalDate;
    }

    /**
     * Whether a day that a worker wrote may be a copy of a given one that goes with the clock. Other copies show it:
     * they moved between baselines.
     */
    boolean isRelativeDay(@Nullable Object cell) {
        return cell instanceof LocalDate day && relativeDays.contains(day);
    }

    /** The columns in which a given time stands. */
    public Set<String> standing() {
        return standing;
    }
}
