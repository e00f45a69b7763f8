package io.runstwice.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Colours of generated values, which tell them apart by the lines that they stand in.
 *
 * <p>A colour depends on structure only, never on a value, so that it means the same in two states. It is a hash: a
 * collision tells less apart, and never makes two different things one, because the text spells everything out.
 */
final class Colours {

    private static final int MOST_ROUNDS = 64;
    private static final int FEW_ROUNDS = 6;

    private final List<ComparedLine> lines;
    private final Map<Atom, Integer> indexes = new HashMap<>();
    private final List<Atom> atoms = new ArrayList<>();
    private final int[][] places;
    private final long[] shapes;
    private final boolean[] named;
    private long[] colours;
    private int classes;

    private Colours(List<ComparedLine> lines, Map<Atom, String> names) {
        this.lines = lines;
        this.places = lines.stream().map(this::places).toArray(int[][]::new);
        this.shapes = lines.stream().mapToLong(line -> hash(line.shape())).toArray();
        this.named = new boolean[atoms.size()];
        this.colours = new long[atoms.size()];
        for (int i = 0; i < colours.length; i++) {
            String name = names.get(atoms.get(i));
            named[i] = name != null;
            colours[i] = name == null ? 1 : hash(name);
        }
        this.classes = classes();
    }

    /** Refines until nothing new is told apart. */
    static Colours of(List<ComparedLine> lines, Map<Atom, String> names) {
        Colours colours = new Colours(lines, names);
        int before = -1;
        for (int round = 0; round < MOST_ROUNDS && before < colours.classes; round++) {
            before = colours.classes;
            colours.refine();
        }
        return colours;
    }

    /** The colours of the lines by their shapes alone, and after each round of a few. */
    static List<List<Long>> rounds(List<ComparedLine> lines) {
        Colours colours = new Colours(lines, Map.of());
        List<List<Long>> rounds = new ArrayList<>();
        for (int round = 0; round < FEW_ROUNDS; round++) {
            rounds.add(colours.ofLines());
            colours.refine();
        }
        return rounds;
    }

    private int[] places(ComparedLine line) {
        return line.atoms().stream().mapToInt(this::index).toArray();
    }

    private int index(Atom atom) {
        Integer known = indexes.putIfAbsent(atom, atoms.size());
        if (known != null) {
            return known;
        }
        atoms.add(atom);
        return atoms.size() - 1;
    }

    private void refine() {
        Stopping.check();
        long[] next = colours.clone();
        for (int line = 0; line < places.length; line++) {
            long colour = lineColour(line);
            for (int place = 0; place < places[line].length; place++) {
                int atom = places[line][place];
                next[atom] += named[atom] ? 0 : mix(colour + place);
            }
        }
        for (int atom = 0; atom < next.length; atom++) {
            next[atom] = named[atom] ? colours[atom] : mix(next[atom]);
        }
        colours = next;
        classes = classes();
    }

    private long lineColour(int line) {
        long colour = shapes[line];
        for (int atom : places[line]) {
            colour = mix(colour * 31 + colours[atom]);
        }
        return colour;
    }

    /** The colour of each line as far as it is told apart by now. */
    private List<Long> ofLines() {
        List<Long> all = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            all.add(lineColour(line));
        }
        return all;
    }

    private int classes() {
        return (int) java.util.Arrays.stream(colours).distinct().count();
    }

    /** Nameless values that no other one has the colour of, in the order of their colours. */
    List<Atom> alone() {
        return grouped().values().stream()
                .filter(group -> group.size() == 1)
                .map(group -> group.get(0))
                .toList();
    }

    /** The fewest nameless values of one colour. */
    List<Atom> smallestClass() {
        return grouped().values().stream()
                .min(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** Nameless values by their colours. */
    TreeMap<Long, List<Atom>> grouped() {
        TreeMap<Long, List<Atom>> groups = new TreeMap<>();
        for (int i = 0; i < colours.length; i++) {
            if (!named[i]) {
                groups.computeIfAbsent(colours[i], any -> new ArrayList<>()).add(atoms.get(i));
            }
        }
        return groups;
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001B3L + text.charAt(i);
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64, see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood</a>. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
