package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.world.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells a table that hands out numbers from a stock, a quota or a counter that is read and written in the same words:
 * what a generator hands out becomes the key of a row, another one in every run, and nothing else is known to have
 * given that key.
 */
final class HandedOut {

    private final WrittenNumbers numbers;
    private final List<String> keys;

    /**
     * @param catalog knows which keys the database draws by itself, and which only point at others: these say nothing
     */
    HandedOut(WrittenNumbers numbers, Catalog catalog) {
        this.numbers = numbers;
        this.keys = catalog.relations().stream()
                .flatMap(relation -> relation.fields().stream()
                        .filter(HandedOut::isKey)
                        .map(field -> relation.shown() + "." + field.shown()))
                .toList();
    }

    private static boolean isKey(Field field) {
        return field.key() && field.kind() == Column.Kind.NUMBER && field.references() == null;
    }

    /** Whether some column of keys got numbers in each run, no number twice, and all of them may be of one table. */
    boolean isBy(Predicate<Set<Long>> table) {
        return keys.stream().map(numbers::of).anyMatch(runs -> isBy(table, runs));
    }

    private static boolean isBy(Predicate<Set<Long>> table, List<Set<Object>> runs) {
        Set<Long> all = new HashSet<>();
        for (Set<Object> run : runs) {
            if (run.isEmpty() || !run.stream().allMatch(cell -> addNew(cell, all))) {
                return false;
            }
        }
        return table.test(all);
    }

    private static boolean addNew(Object cell, Set<Long> all) {
        try {
            return all.add(Long.valueOf(cell.toString()));
        } catch (NumberFormatException none) {
            return false;
        }
    }
}
