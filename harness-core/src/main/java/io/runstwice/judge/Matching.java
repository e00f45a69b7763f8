package io.runstwice.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The matching of the lines of two states: first lines that are the same in all that hangs together with them, then in
 * less and less of it, at last lines of the same shape.
 *
 * @param pairs lines of the same shape
 * @param missing expected lines without partner
 * @param surplus actual lines without partner
 */
record Matching(List<Pair> pairs, List<ComparedLine> missing, List<ComparedLine> surplus) {

    /** Two lines of the same shape. */
    record Pair(ComparedLine expected, ComparedLine actual) {}

    static Matching of(List<ComparedLine> expected, List<ComparedLine> actual) {
        List<List<Long>> left = Colours.rounds(expected);
        List<List<Long>> right = Colours.rounds(actual);
        Matching matching = new Matching(new ArrayList<>(), expected, actual);
        boolean[] leftDone = new boolean[expected.size()];
        boolean[] rightDone = new boolean[actual.size()];
        for (int round = Math.min(left.size(), right.size()) - 1; round >= 0; round--) {
            matching.match(left.get(round), leftDone, right.get(round), rightDone);
        }
        return new Matching(matching.pairs, rest(expected, leftDone), rest(actual, rightDone));
    }

    private void match(List<Long> left, boolean[] leftDone, List<Long> right, boolean[] rightDone) {
        Map<Long, Deque<Integer>> open = new HashMap<>();
        for (int i = 0; i < left.size(); i++) {
            if (!leftDone[i]) {
                open.computeIfAbsent(left.get(i), any -> new ArrayDeque<>()).add(i);
            }
        }
        for (int i = 0; i < right.size(); i++) {
            Integer partner = rightDone[i]
                    ? null
                    : open.getOrDefault(right.get(i), new ArrayDeque<>()).poll();
            if (partner != null) {
                leftDone[partner] = true;
                rightDone[i] = true;
                pairs.add(new Pair(missing.get(partner), surplus.get(i)));
            }
        }
    }

    private static List<ComparedLine> rest(List<ComparedLine> lines, boolean[] done) {
        List<ComparedLine> rest = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!done[i]) {
                rest.add(lines.get(i));
            }
        }
        return rest;
    }
}
