package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values that the baselines wrote at one site.
 *
 * @param byRun the values of each baseline, in no order that means anything
 */
record Values<T>(List<List<T>> byRun) {

    /** Whether each baseline wrote as many as the others. */
    boolean isEven() {
        return byRun.stream().map(List::size).distinct().count() == 1;
    }

    boolean isEmpty() {
        return byRun.stream().allMatch(List::isEmpty);
    }

    Stream<T> all() {
        return byRun.stream().flatMap(List::stream);
    }

    /** How often each value stands in every baseline. */
    Map<T, Integer> common() {
        Map<T, Integer> common = counts(byRun.get(0));
        for (List<T> others : byRun.subList(1, byRun.size())) {
            Map<T, Integer> counts = counts(others);
            common.replaceAll((value, count) -> Math.min(count, counts.getOrDefault(value, 0)));
        }
        common.values().removeIf(count -> count == 0);
        return common;
    }

    private static <T> Map<T, Integer> counts(List<T> values) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /** These values without some of each baseline. */
    Values<T> without(Map<T, Integer> some) {
        return new Values<>(byRun.stream().map(values -> without(values, some)).toList());
    }

    private static <T> List<T> without(List<T> values, Map<T, Integer> some) {
        if (some.isEmpty()) {
            return values;
        }
        Map<T, Integer> open = new HashMap<>(some);
        List<T> rest = new ArrayList<>();
        for (T value : values) {
            if (open.getOrDefault(value, 0) > 0) {
                open.merge(value, -1, Integer::sum);
            } else {
                rest.add(value);
            }
        }
        return rest;
    }

    /** These values, and some more of each baseline. */
    Values<T> and(Map<T, Integer> more) {
        List<List<T>> all = new ArrayList<>();
        for (List<T> values : byRun) {
            List<T> both = new ArrayList<>(values);
            more.forEach((value, times) -> both.addAll(Collections.nCopies(times, value)));
            all.add(both);
        }
        return new Values<>(all);
    }

    /** Those of which something holds. */
    Values<T> where(Predicate<T> what) {
        return new Values<>(byRun.stream()
                .map(values -> values.stream().filter(what).toList())
                .toList());
    }

    /** Whether each run has all its values among others of the same run. */
    boolean areAmong(Values<T> others) {
        return IntStream.range(0, byRun.size())
                .allMatch(run -> new HashSet<>(others.byRun.get(run)).containsAll(byRun.get(run)));
    }

    <R> Values<R> map(Function<T, R> function) {
        return new Values<>(byRun.stream()
                .map(values -> values.stream().map(function).toList())
                .toList());
    }

    /** Values that these are made of. */
    <R> Values<R> flatMap(Function<T, Stream<R>> parts) {
        return new Values<>(byRun.stream()
                .map(values -> values.stream().flatMap(parts).toList())
                .toList());
    }

    /** These values in another form, if all of them have it. */
    <R> Optional<Values<R>> as(Function<T, Optional<R>> function) {
        return as((value, run) -> function.apply(value));
    }

    /** These values in another form that depends on the run, if all of them have it. */
    <R> Optional<Values<R>> as(BiFunction<T, Integer, Optional<R>> function) {
        List<List<R>> mapped = new ArrayList<>();
        for (int run = 0; run < byRun.size(); run++) {
            List<R> some = new ArrayList<>(byRun.get(run).size());
            for (T value : byRun.get(run)) {
                Optional<R> other = function.apply(value, run);
                if (other.isEmpty()) {
                    return Optional.empty();
                }
                some.add(other.get());
            }
            mapped.add(some);
        }
        return Optional.of(new Values<>(mapped));
    }

    /** Values of the same form, if each baseline wrote as many of each form as the others. */
    <K> Optional<Map<K, Values<T>>> groups(Function<T, K> form) {
        Map<K, List<List<T>>> groups = new LinkedHashMap<>();
        for (int run = 0; run < byRun.size(); run++) {
            for (T value : byRun.get(run)) {
                groups.computeIfAbsent(form.apply(value), any -> nothing())
                        .get(run)
                        .add(value);
            }
        }
        Map<K, Values<T>> even = new LinkedHashMap<>();
        groups.forEach((key, values) -> even.put(key, new Values<>(values)));
        return even.values().stream().allMatch(Values::isEven) ? Optional.of(even) : Optional.empty();
    }

    private List<List<T>> nothing() {
        List<List<T>> nothing = new ArrayList<>();
        byRun.forEach(any -> nothing.add(new ArrayList<>()));
        return nothing;
    }

    /** Whether no value stands in two baselines. */
    boolean areFresh() {
        return areFresh(IntStream.range(0, byRun.size()).boxed().toList());
    }

    /**
     * Whether no value stands in two baselines under different conditions: under the same ones, what follows from clock
     * and generators may be the same, as a digest is.
     */
    boolean areFresh(List<?> conditions) {
        Map<T, Object> seen = new HashMap<>();
        for (int run = 0; run < byRun.size(); run++) {
            for (T value : byRun.get(run)) {
                Object before = seen.putIfAbsent(value, conditions.get(run));
                if (before != null && !before.equals(conditions.get(run))) {
                    return false;
                }
            }
        }
        return true;
    }
}
