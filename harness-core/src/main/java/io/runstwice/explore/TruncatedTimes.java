package io.runstwice.explore;

import io.runstwice.judge.Observation;
import io.runstwice.run.Run;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts and numbers that hold now, cut to a minute, an hour or a day: every baseline wrote the same, and one that saw
 * another now wrote something else.
 *
 * <p>They do not grow older. A later delivery writes another hour, and that alone is no difference: it is told as the
 * hour of the baselines. What did not move beside it is compared as it is.
 */
final class TruncatedTimes {

    static final TruncatedTimes NONE = new TruncatedTimes(Map.of());

    private static final Pattern PARTS = Pattern.compile("\\d+|\\D+");

    /** A column. */
    private record Place(String resource, String table, String column) {}

    /**
     * The values that a column held in the baselines.
     *
     * @param alike all of them
     * @param parts the parts of the value that moved
     * @param moved the same parts under another now
     */
    private record Word(Set<Object> alike, Object standing, List<String> parts, List<String> moved) {

        /** Whether a cell is the same at another time. */
        boolean isLike(@Nullable Object cell) {
            if (cell == null || alike.contains(cell)) {
                return false;
            }
            List<String> others = cut(cell);
            if (others.size() != parts.size() || moved.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).equals(moved.get(i)) && !parts.get(i).equals(others.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<Place, Word> words;

    private TruncatedTimes(Map<Place, Word> words) {
        this.words = words;
    }

    /**
     * Learns from baselines.
     *
     * @param alike those that saw the same now
     * @param other one that saw another now, and nothing else that was different
     */
    static TruncatedTimes of(State given, List<Run> alike, Run other) {
        Map<Place, Word> words = new HashMap<>();
        for (Table table : alike.get(0).state().tables()) {
            for (Column column : table.columns()) {
                if (column.kind() == Column.Kind.VALUE || column.kind() == Column.Kind.NUMBER) {
                    Place place = new Place(table.resource(), table.name(), column.name());
                    word(place, given, alike, other).ifPresent(word -> words.put(place, word));
                }
            }
        }
        return new TruncatedTimes(words);
    }

    private static Optional<Word> word(Place place, State given, List<Run> alike, Run other) {
        Set<Object> same = cells(alike.get(0).state(), place, given);
        if (alike.stream().anyMatch(run -> !cells(run.state(), place, given).equals(same))) {
            return Optional.empty();
        }
        Set<Object> gone = new HashSet<>(same);
        Set<Object> come = cells(other.state(), place, given);
        gone.removeAll(come);
        come.removeAll(same);
        if (gone.size() != 1 || come.size() != 1) {
            return Optional.empty();
        }
        Object standing = gone.iterator().next();
        return Optional.of(
                new Word(same, standing, cut(standing), cut(come.iterator().next())));
    }

    private static List<String> cut(Object cell) {
        return PARTS.matcher(cell.toString()).results().map(MatchResult::group).toList();
    }

    /** The cells of rows that were not given. */
    private static Set<Object> cells(State state, Place place, State given) {
        Set<Object> cells = new HashSet<>();
        for (Table table : state.tables()) {
            int column = index(table, place);
            if (column >= 0) {
                Set<Row> known = new HashSet<>();
                given.tables().stream()
                        .filter(before -> index(before, place) >= 0)
                        .forEach(before -> known.addAll(before.rows()));
                table.rows().stream()
                        .filter(row -> !known.contains(row) && row.cells().get(column) != null)
                        .forEach(row -> cells.add(row.cells().get(column)));
            }
        }
        return cells;
    }

    private static int index(Table table, Place place) {
        if (table.resource().equals(place.resource()) && table.name().equals(place.table())) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (table.columns().get(i).name().equals(place.column())) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** These, if a run in another second left them alone; what goes with seconds is no such word. */
    TruncatedTimes heldBy(Run run, State given) {
        Map<Place, Word> held = new HashMap<>(words);
        held.entrySet().removeIf(word -> !cells(run.state(), word.getKey(), given)
                .equals(word.getValue().alike()));
        return new TruncatedTimes(held);
    }

    TruncatedTimes and(TruncatedTimes more) {
        Map<Place, Word> both = new HashMap<>(words);
        both.putAll(more.words);
        return new TruncatedTimes(both);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The columns of one resource that hold such words. */
    Collection<String> columns(String resource) {
        return words.keySet().stream()
                .filter(place -> place.resource().equals(resource))
                .map(place -> place.table() + "." + place.column())
                .sorted()
                .toList();
    }

    /** A run as it is compared: values that it wrote at another time are told as of the time of the baselines. */
    Observation observationOf(Run run) {
        Observation seen = Observations.of(run);
        return words.isEmpty() || run.times().passed().isZero()
                ? seen
                : new Observation(told(seen.state()), seen.acts(), seen.laid());
    }

    private State told(State state) {
        return new State(state.tables().stream().map(this::told).toList());
    }

    private Table told(Table table) {
        Table told = table;
        for (Map.Entry<Place, Word> word : words.entrySet()) {
            int column = index(table, word.getKey());
            if (column >= 0) {
                told = told.with(told.rows().stream()
                        .map(row -> told(row, column, word.getValue()))
                        .toList());
            }
        }
        return told;
    }

    private static Row told(Row row, int column, Word word) {
        if (!word.isLike(row.cells().get(column))) {
            return row;
        }
        List<@Nullable Object> cells = new ArrayList<>(row.cells());
        cells.set(column, word.standing());
        return new Row(cells);
    }
}
