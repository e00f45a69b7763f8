package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Content;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a table lie, told by as few of them as can be: most rows that were given still follow each other as
 * they did, and say nothing. The others say how many rows lie before them, and from that the whole order follows.
 */
final class RowPlaces {

    private RowPlaces() {}

    /** For each row its place, or null for one of the longest sequence of given rows that kept their order. */
    static @Nullable Integer[] of(Content given, Content now) {
        int[] ranks = ranks(given, now);
        boolean[] kept = longestRising(ranks);
        @Nullable Integer[] places = new @Nullable Integer[ranks.length];
        for (int row = 0; row < ranks.length; row++) {
            places[row] = kept[row] ? null : Integer.valueOf(row);
        }
        return places;
    }

    /** Where each row was given, or -1. */
    private static int[] ranks(Content given, Content now) {
        Map<List<Object>, Deque<Integer>> places = new HashMap<>();
        for (int row = 0; row < given.rows().size(); row++) {
            places.computeIfAbsent(Content.comparable(given.rows().get(row)), any -> new ArrayDeque<>())
                    .add(row);
        }
        int[] ranks = new int[now.rows().size()];
        for (int row = 0; row < ranks.length; row++) {
            Deque<Integer> free = places.get(Content.comparable(now.rows().get(row)));
            ranks[row] = free == null || free.isEmpty() ? -1 : free.remove();
        }
        return ranks;
    }

    /** By patience sorting: each pile has the lowest rank that ends a sequence of its length. */
    private static boolean[] longestRising(int[] ranks) {
        int[] piles = new int[ranks.length];
        int[] before = new int[ranks.length];
        int height = 0;
        for (int row = 0; row < ranks.length; row++) {
            if (ranks[row] >= 0) {
                int pile = pile(ranks, piles, height, ranks[row]);
                before[row] = pile == 0 ? -1 : piles[pile - 1];
                piles[pile] = row;
                height = Math.max(height, pile + 1);
            }
        }
        boolean[] kept = new boolean[ranks.length];
        for (int row = height == 0 ? -1 : piles[height - 1]; row >= 0; row = before[row]) {
            kept[row] = true;
        }
        return kept;
    }

    private static int pile(int[] ranks, int[] piles, int height, int rank) {
        int low = 0;
        int high = height;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranks[piles[middle]] < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
