package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lines of one table among which others look for the same row with other cells.
 *
 * <p>Few lines are compared with each other as they are. Of many, those are looked at that share a cell, the rarest
 * cell first, and no more than some: so it takes time linear in the lines.
 */
final class Partners {

    private static final int FEW = 200;
    private static final int CANDIDATES = 50;

    private final Set<ComparedLine> open;
    private final Map<List<Term>, Bucket> byKey = new HashMap<>();
    private final Map<Cell, Bucket> byCell = new HashMap<>();

    /** The content of a column, generated values aside. */
    private record Cell(String column, String shape) {}

    /** Lines that share something, in their order; those in front that are taken are never looked at again. */
    private final class Bucket {

        private final List<ComparedLine> lines = new ArrayList<>();
        private int first;

        void addTo(Set<ComparedLine> candidates) {
            while (first < lines.size() && !open.contains(lines.get(first))) {
                first++;
            }
            for (int i = first; i < lines.size() && i < first + 2 * CANDIDATES && candidates.size() < CANDIDATES; i++) {
                if (open.contains(lines.get(i))) {
                    candidates.add(lines.get(i));
                }
            }
        }

        int size() {
            return lines.size() - first;
        }
    }

    Partners(List<ComparedLine> lines) {
        open = new LinkedHashSet<>(lines);
        lines.forEach(
                line -> line.key().ifPresent(key -> bucket(byKey, key).lines.add(line)));
        if (lines.size() > FEW) {
            lines.forEach(line -> line.terms()
                    .forEach((column, term) ->
                            bucket(byCell, new Cell(column, term.shape())).lines.add(line)));
        }
    }

    private <K> Bucket bucket(Map<K, Bucket> buckets, K key) {
        return buckets.computeIfAbsent(key, any -> new Bucket());
    }

    /** The one with the same key that looks most like it. */
    Optional<ComparedLine> sameKey(ComparedLine line) {
        return line.key().flatMap(key -> {
            Set<ComparedLine> candidates = new LinkedHashSet<>();
            Bucket same = byKey.get(key);
            if (same != null) {
                same.addTo(candidates);
            }
            return mostLike(line, candidates, any -> true);
        });
    }

    /** The candidate that is most like a line, if half of its cells are alike. */
    Optional<ComparedLine> like(ComparedLine line) {
        return mostLike(line, candidates(line), other -> line.isLike(other));
    }

    private static Optional<ComparedLine> mostLike(
            ComparedLine line, Set<ComparedLine> candidates, Predicate<ComparedLine> fits) {
        return candidates.stream().filter(fits).max(Comparator.comparingInt(line::likeness));
    }

    private Set<ComparedLine> candidates(ComparedLine line) {
        if (byCell.isEmpty()) {
            return open;
        }
        Set<ComparedLine> candidates = new LinkedHashSet<>();
        line.terms().entrySet().stream()
                .map(term -> byCell.get(new Cell(term.getKey(), term.getValue().shape())))
                .filter(bucket -> bucket != null)
                .sorted(Comparator.comparingInt(Bucket::size))
                .forEach(bucket -> bucket.addTo(candidates));
        return candidates;
    }

    void take(ComparedLine line) {
        open.remove(line);
    }

    /** Those that have no partner yet, in their order. */
    List<ComparedLine> rest() {
        return new ArrayList<>(open);
    }
}
