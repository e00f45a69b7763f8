package io.runstwice.judge;

import io.runstwice.world.State;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One side of a comparison: what a state has beyond the given one and what it lacks of it.
 *
 * @param lines fresh and gone rows
 * @param sizes how many rows each table has
 */
record Side(List<Line> lines, Map<String, Integer> sizes) {

    static Side of(State given, State state, List<Line> lines) {
        Map<String, Integer> sizes = sizes(given);
        sizes.putAll(sizes(state));
        return new Side(lines, sizes);
    }

    private static Map<String, Integer> sizes(State state) {
        return state.tables().stream()
                .collect(Collectors.toMap(Schema::id, table -> table.rows().size(), Integer::sum));
    }

    Side only(Predicate<Line> kept) {
        return new Side(lines.stream().filter(kept).toList(), sizes);
    }

    int size(Layout layout) {
        return sizes.getOrDefault(layout.id(), 0);
    }
}
