package io.runstwice.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neighbouring points of a delivery: after its interactions from one to another. One less than its first interaction is
 * the point before it.
 *
 * @param first after which interaction it begins
 * @param last after which it ends
 */
record Span(int first, int last) {

    /**
     * Where in a delivery something can have happened that a report places like this.
     *
     * @param begin the first interaction that counts
     */
    static List<Span> of(Place place, int line, Calls calls, int begin) {
        int end = calls.trace().size() - 1;
        if (place.call() == null) {
            return List.of(new Span(begin - 1, end));
        }
        List<Integer> at = calls.places(line, place.call());
        if (at.isEmpty()) {
            return List.of();
        }
        int earliest = at.get(0);
        int latest = at.get(at.size() - 1);
        return switch (place.kind()) {
            case ANYWHERE -> List.of(new Span(begin - 1, end));
            case AFTER -> at.stream().map(index -> new Span(index, index)).toList();
            case BEFORE ->
                at.stream().map(index -> new Span(index - 1, index - 1)).toList();
            case DURING ->
                at.stream()
                        .flatMap(index -> IntStream.of(index - 1, index).mapToObj(point -> new Span(point, point)))
                        .toList();
            case SOME_TIME_AFTER -> List.of(new Span(earliest, end));
            case SOME_TIME_BEFORE -> List.of(new Span(begin - 1, latest - 1));
            case BETWEEN -> between(place, line, calls, earliest);
        };
    }

    private static List<Span> between(Place place, int line, Calls calls, int from) {
        List<Integer> until = place.until() == null ? List.of() : calls.places(line, place.until());
        List<Integer> later = until.stream().filter(index -> index > from).toList();
        if (later.isEmpty() && !until.isEmpty()) {
            calls.misfits().add(line, place.until() + " does not come after " + place.call());
        }
        return later.isEmpty() ? List.of() : List.of(new Span(from, later.get(later.size() - 1) - 1));
    }

    /** What both have in common, if anything. */
    List<Span> and(Span other) {
        Span both = new Span(Math.max(first, other.first), Math.min(last, other.last));
        return both.first <= both.last ? List.of(both) : List.of();
    }

    /** What any of the one has in common with any of the other. */
    static List<Span> both(List<Span> some, List<Span> others) {
        List<Span> both = new ArrayList<>();
        some.forEach(one -> others.forEach(other -> both.addAll(one.and(other))));
        return both;
    }
}
