package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a component that are alike: a renaming of its nameless values takes one to the other and leaves the
 * lines as they are. Of those that are alike one has to be tried, the others give the same text.
 *
 * <p>Found by exchanging the two, then by naming both, and after them, pair by pair, all values that still look alike.
 * A guess counts only if the lines stay the same, so a wrong one costs a search and never a truth. The idea is that of
 * nauty, see <a href="https://arxiv.org/abs/1301.1493">McKay, Piperno: Practical graph isomorphism, II</a>.
 */
final class Alike {

    /** How many pairs are guessed: more would cost more than the search that they save. */
    private static final int MOST_GUESSES = 32;

    private final List<ComparedLine> lines;
    private final Map<Atom, String> names;
    private final Map<List<Object>, Integer> counts;
    private final Map<Atom, Atom> parents = new HashMap<>();
    private final List<Atom> tried = new ArrayList<>();

    Alike(List<ComparedLine> lines, Map<Atom, String> names) {
        this.lines = lines;
        this.names = names;
        this.counts = counts(Map.of());
    }

    /** Notes that this one is tried. Returns true, and notes nothing, if one that was tried before is like it. */
    boolean triesLikeOneBefore(Atom atom) {
        for (Atom before : tried) {
            if (root(before).equals(root(atom)) || exchanges(before, atom) || guesses(before, atom)) {
                return true;
            }
        }
        tried.add(atom);
        return false;
    }

    private boolean exchanges(Atom one, Atom other) {
        return keeps(Map.of(one, other, other, one));
    }

    private boolean guesses(Atom one, Atom other) {
        Map<Atom, String> left = new HashMap<>(names);
        Map<Atom, String> right = new HashMap<>(names);
        left.put(one, "=");
        right.put(other, "=");
        Map<Atom, Atom> renaming = new HashMap<>(Map.of(one, other));
        for (int guess = 0; guess < MOST_GUESSES; guess++) {
            TreeMap<Long, List<Atom>> from = Colours.of(lines, left).grouped();
            TreeMap<Long, List<Atom>> to = Colours.of(lines, right).grouped();
            if (!sizes(from).equals(sizes(to))) {
                return false;
            }
            List<Long> open = from.keySet().stream()
                    .filter(colour -> from.get(colour).size() > 1)
                    .sorted(Comparator.comparingInt(colour -> from.get(colour).size()))
                    .toList();
            if (open.isEmpty()) {
                from.forEach((colour, group) ->
                        renaming.put(group.get(0), to.get(colour).get(0)));
                return keeps(renaming);
            }
            Atom first = from.get(open.get(0)).get(0);
            Atom second = to.get(open.get(0)).get(0);
            left.put(first, "=" + guess);
            right.put(second, "=" + guess);
            renaming.put(first, second);
        }
        return false;
    }

    private static Map<Long, Integer> sizes(TreeMap<Long, List<Atom>> groups) {
        Map<Long, Integer> sizes = new HashMap<>();
        groups.forEach((colour, group) -> sizes.put(colour, group.size()));
        return sizes;
    }

    /** Whether a renaming leaves the lines as they are. If so, every value in it is alike to its new name. */
    private boolean keeps(Map<Atom, Atom> renaming) {
        if (!counts.equals(counts(renaming))) {
            return false;
        }
        renaming.forEach((from, to) -> parents.put(root(from), root(to)));
        return true;
    }

    private Map<List<Object>, Integer> counts(Map<Atom, Atom> renaming) {
        Stopping.check();
        Map<List<Object>, Integer> counts = new HashMap<>();
        for (ComparedLine line : lines) {
            List<Object> renamed = new ArrayList<>(List.of(line.shape()));
            line.atoms().forEach(atom -> renamed.add(shown(renaming.getOrDefault(atom, atom))));
            counts.merge(renamed, 1, Integer::sum);
        }
        return counts;
    }

    private Object shown(Atom atom) {
        String name = names.get(atom);
        return name == null ? atom : name;
    }

    private Atom root(Atom atom) {
        Atom root = atom;
        for (Atom parent = parents.get(root); parent != null && !parent.equals(root); parent = parents.get(root)) {
            root = parent;
        }
        return root;
    }
}
