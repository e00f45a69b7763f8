package io.runstwice.judge;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The number of things that can each have one of others to itself: a maximum matching in a bipartite graph, by
 * augmenting paths (<a href="https://en.wikipedia.org/wiki/Maximum_cardinality_matching">Kuhn's method</a>). The graphs
 * here are tiny.
 */
final class Assignment<L, R> {

    private static final int FREE = -1;

    private final List<L> left;
    private final List<R> right;
    private final BiPredicate<L, R> fits;
    private final int[] partner;

    private Assignment(List<L> left, List<R> right, BiPredicate<L, R> fits) {
        this.left = left;
        this.right = right;
        this.fits = fits;
        this.partner = new int[right.size()];
        Arrays.fill(partner, FREE);
    }

    /** The size of the largest matching. */
    static <L, R> int size(List<L> left, List<R> right, BiPredicate<L, R> fits) {
        Assignment<L, R> assignment = new Assignment<>(left, right, fits);
        int size = 0;
        for (int i = 0; i < left.size(); i++) {
            size += assignment.augments(i, new boolean[right.size()]) ? 1 : 0;
        }
        return size;
    }

    private boolean augments(int from, boolean[] tried) {
        for (int to = 0; to < right.size(); to++) {
            if (!tried[to] && fits.test(left.get(from), right.get(to))) {
                tried[to] = true;
                if (partner[to] == FREE || augments(partner[to], tried)) {
                    partner[to] = from;
                    return true;
                }
            }
        }
        return false;
    }
}
