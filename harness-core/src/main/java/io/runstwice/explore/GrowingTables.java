package io.runstwice.explore;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The tables that have more rows, in the states that were not explored further, than one delivery would leave: the
 * reason why a closure does not close.
 */
final class GrowingTables {

    private final Map<String, Integer> usual = new HashMap<>();
    private final Map<String, Integer> surplus = new HashMap<>();

    /**
     * @param given the state that the first delivery finds
     * @param left the state that it leaves, as far as that is compared
     */
    GrowingTables(State given, State left) {
        given.tables().forEach(table -> usual.put(name(table), table.rows().size() + 1));
        left.tables().forEach(table -> usual.merge(name(table), table.rows().size(), Math::max));
    }

    /** A state that was not explored further. */
    void sees(State memory) {
        for (Table table : memory.tables()) {
            int more = table.rows().size() - usual.getOrDefault(name(table), 1);
            surplus.merge(name(table), more, Math::max);
        }
    }

    /** The table that has grown most; an empty text if none has. */
    String table() {
        return surplus.entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String name(Table table) {
        return table.resource() + " " + table.name();
    }
}
