package io.runstwice.judge;

import io.runstwice.world.State;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: the rows that a state has beyond the given one, and those of the given one that it lacks.
 */
final class Side {

    private final List<ComparedLine> lines;
    private final Map<String, Integer> sizes;
    private volatile @Nullable String text;

    /**
     * A side.
     *
     * @param lines fresh and gone rows
     * @param sizes how many rows each table has
     */
    private Side(List<ComparedLine> lines, Map<String, Integer> sizes) {
        this.lines = lines;
        this.sizes = sizes;
    }

    static Side of(State given, State state, List<ComparedLine> lines) {
        Map<String, Integer> sizes = sizes(given);
        sizes.putAll(sizes(state));
        return new Side(lines, sizes);
    }

    private static Map<String, Integer> sizes(State state) {
        return state.tables().stream()
                .collect(Collectors.toMap(Layouts::id, table -> table.rows().size(), Integer::sum));
    }

    List<ComparedLine> lines() {
        return lines;
    }

    Side only(Predicate<ComparedLine> kept) {
        return new Side(lines.stream().filter(kept).toList(), sizes);
    }

    int size(Layout layout) {
        return sizes.getOrDefault(layout.id(), 0);
    }

    /** The canonical text, computed once: the baseline is compared with every run. */
    String text() {
        String known = text;
        if (known == null) {
            known = write();
            text = known;
        }
        return known;
    }

    private List<ComparedLine> withElements() {
        return lines.stream().allMatch(line -> line.elements().isEmpty())
                ? lines
                : lines.stream()
                        .flatMap(line -> Stream.concat(Stream.of(line), line.elements().stream()))
                        .toList();
    }

    private String write() {
        try {
            return Canon.text(withElements());
        } catch (Canon.TooSymmetric tooSymmetric) {
            throw new Unfit(tooSymmetric.getMessage()
                    + "; let the job write fewer rows that are alike there, or leave the table out with ignoring(…)");
        }
    }
}
