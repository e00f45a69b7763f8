package io.runstwice.jdbc.state;

import io.runstwice.world.Column;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Finds columns that hold ids although the catalog says nothing of where they come from: the application drew them.
 * Finds, too, which columns hold ids of one generator: what is one number in both has to stay one number.
 *
 * <p>The key of a table is one if no two runs from the same state gave it the same number: nothing but a generator,
 * chance or a clock gives a row another key each time. Any other whole number is one if all of it lies in blocks that
 * were seen to be drawn, and runs with generators that were moved gave it other numbers.
 *
 * <p>Two columns share a generator if their numbers come from blocks of one sequence, or if some number stands in both
 * in every run: generators that were moved apart do not give the same number by accident.
 */
final class IdColumns {

    private final WrittenNumbers numbers;
    private final LongFunction<Set<String>> drawn;
    private final Map<String, String> ids = new TreeMap<>();

    private IdColumns(WrittenNumbers numbers, LongFunction<Set<String>> drawn) {
        this.numbers = numbers;
        this.drawn = drawn;
    }

    /**
     * Their names, as {@code table.column}, each with the one whose numbers it shares: its own name if it shares none.
     * The columns that the catalog knows are among them if they share some.
     *
     * @param left what the baselines left; the last ones ran with generators that were moved
     * @param drawn the sequences that a number may have been drawn from by a statement
     */
    static Map<String, String> in(String resource, State given, List<State> left, LongFunction<Set<String>> drawn) {
        IdColumns columns = new IdColumns(new WrittenNumbers(resource, given, left), drawn);
        List<Table> tables = left.get(0).tables().stream()
                .filter(table -> table.resource().equals(resource))
                .toList();
        tables.forEach(columns::find);
        Set<String> learnt = Set.copyOf(columns.ids.keySet());
        tables.forEach(columns::findGenerated);
        columns.share(learnt);
        columns.ids
                .entrySet()
                .removeIf(id -> !learnt.contains(id.getKey()) && id.getKey().equals(id.getValue()));
        return Map.copyOf(columns.ids);
    }

    private void find(Table table) {
        long keys = table.columns().stream().filter(Column::key).count();
        for (Column column : table.columns()) {
            boolean number = column.kind() == Column.Kind.NUMBER && column.references() == null;
            String name = WrittenNumbers.name(table, column);
            if (number && (column.key() && keys == 1 ? isKey(name) : isDrawn(name) && !follows(name))) {
                ids.put(name, name);
            }
        }
    }

    private void findGenerated(Table table) {
        for (Column column : table.columns()) {
            if (column.kind() == Column.Kind.GENERATED && column.references() == null) {
                ids.put(WrittenNumbers.name(table, column), WrittenNumbers.name(table, column));
            }
        }
    }

    /** Lets each column point at the first one that it shares a generator with. */
    private void share(Set<String> learnt) {
        List<String> names = List.copyOf(ids.keySet());
        for (int one = 0; one < names.size(); one++) {
            for (int other = 0; other < one; other++) {
                boolean both = learnt.contains(names.get(one)) && learnt.contains(names.get(other));
                if (meet(names.get(one), names.get(other))
                        || both && areOfOneSequence(names.get(one), names.get(other))) {
                    unite(ids.get(names.get(one)), ids.get(names.get(other)));
                }
            }
        }
    }

    private void unite(String one, String other) {
        String first = one.compareTo(other) <= 0 ? one : other;
        ids.replaceAll((name, to) -> to.equals(one) || to.equals(other) ? first : to);
    }

    /** Whether some number stands in both in every run, and generators were moved in between. */
    private boolean meet(String one, String other) {
        List<Set<Object>> ones = written(one);
        List<Set<Object>> others = written(other);
        boolean meet = ones.get(ones.size() - 1).stream().noneMatch(ones.get(0)::contains);
        for (int run = 0; run < ones.size(); run++) {
            meet &= ones.get(run).stream().anyMatch(others.get(run)::contains);
        }
        return meet;
    }

    private boolean areOfOneSequence(String one, String other) {
        Set<String> sequences = new HashSet<>(sequences(written(one)));
        return sequences.removeAll(sequences(written(other)));
    }

    /** The sequences that all of these numbers were drawn from. */
    private Set<String> sequences(List<Set<Object>> written) {
        Set<String> all = null;
        for (Object cell : (Iterable<Object>) written.stream().flatMap(Set::stream)::iterator) {
            Set<String> sequences = drawnFrom(cell);
            all = all == null ? new HashSet<>(sequences) : all;
            all.retainAll(sequences);
        }
        return all == null ? Set.of() : all;
    }

    private boolean isKey(String column) {
        List<Set<Object>> written = written(column);
        Set<Object> all = new HashSet<>();
        boolean different = written.stream().allMatch(cells -> !cells.isEmpty() && all.addAll(cells))
                && all.size() == written.stream().mapToInt(Set::size).sum();
        return (different || isDrawn(column)) && all(written, IdColumns::isWhole);
    }

    private boolean isDrawn(String column) {
        List<Set<Object>> written = written(column);
        Set<Object> first = written.get(0);
        Set<Object> last = written.get(written.size() - 1);
        return written.stream().noneMatch(Set::isEmpty)
                && last.stream().noneMatch(first::contains)
                && all(written, cell -> !drawnFrom(cell).isEmpty());
    }

    /** What only repeats the ids of another column is a reference to it. */
    private boolean follows(String column) {
        return ids.keySet().stream().anyMatch(id -> {
            List<Set<Object>> one = written(column);
            List<Set<Object>> other = written(id);
            boolean within = true;
            for (int run = 0; run < one.size(); run++) {
                within &= other.get(run).containsAll(one.get(run));
            }
            return within;
        });
    }

    private static boolean all(List<Set<Object>> written, java.util.function.Predicate<Object> what) {
        return written.stream().flatMap(Set::stream).allMatch(what);
    }

    private Set<String> drawnFrom(Object cell) {
        try {
            return drawn.apply(Long.parseLong(cell.toString()));
        } catch (NumberFormatException ofNoSequence) {
            return Set.of();
        }
    }

    private static boolean isWhole(Object cell) {
        return cell.toString().matches("-?\\d{1,39}");
    }

    private List<Set<Object>> written(String column) {
        return numbers.of(column);
    }
}
