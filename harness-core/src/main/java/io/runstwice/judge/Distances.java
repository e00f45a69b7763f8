package io.runstwice.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The values that lie exactly as far from an anchor in every baseline. */
final class Distances {

    private Distances() {}

    static <T> List<Map<T, Integer>> counts(Values<T> values) {
        return values.byRun().stream().map(Distances::counts).toList();
    }

    private static <T> Map<T, Integer> counts(List<T> values) {
        Map<T, Integer> counts = new TreeMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /**
     * Takes out what lies as far from an anchor in all runs, and gives those distances.
     *
     * @param open how often each value stands in each run
     * @param distances of a value from the anchor in a run
     * @param places where a value of a distance can stand in a run
     */
    static <T, D> Set<D> taken(
            List<Map<T, Integer>> open,
            List<ActMoments> runs,
            BiFunction<T, ActMoments, Stream<D>> distances,
            BiFunction<D, ActMoments, Stream<T>> places) {
        Set<D> found = new HashSet<>();
        for (T at : List.copyOf(open.get(0).keySet())) {
            for (D distance : distances.apply(at, runs.get(0)).toList()) {
                List<T> same = IntStream.range(0, runs.size())
                        .mapToObj(i -> places.apply(distance, runs.get(i))
                                .filter(open.get(i)::containsKey)
                                .findFirst()
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList();
                if (same.size() == runs.size()) {
                    found.add(distance);
                    take(open, same);
                    break;
                }
            }
        }
        return found;
    }

    /** As many of these as stand in every run. */
    private static <T> void take(List<Map<T, Integer>> open, List<T> same) {
        int times = IntStream.range(0, open.size())
                .map(i -> open.get(i).get(same.get(i)))
                .min()
                .orElseThrow();
        IntStream.range(0, open.size()).forEach(i -> open.get(i)
                .computeIfPresent(same.get(i), (any, count) -> count > times ? count - times : null));
    }

    /** The values of one run that have not been taken out, sorted. */
    static <T> List<T> rest(Map<T, Integer> open) {
        return open.entrySet().stream()
                .flatMap(count -> IntStream.range(0, count.getValue()).mapToObj(any -> count.getKey()))
                .toList();
    }
}
