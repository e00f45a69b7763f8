package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The canonical text of lines: two lists of lines have equal texts exactly if they are the same up to their order and a
 * renaming of generated values.
 *
 * <p>Colour refinement (the 1-dimensional Weisfeiler-Leman method, see
 * <a href="https://arxiv.org/abs/1907.09582">Grohe, Kersting, Mladenov, Schweitzer: Color Refinement and its
 * Applications</a>): a generated value is coloured by the lines that it stands in, a line by its shape and the colours
 * of its values, again and again until nothing new is told apart. Values that are alone with their colour get a name;
 * what still hangs together by nameless values is a component of its own. A component in which nothing can be told
 * apart is individualised: each value of one colour in turn is given a name, and the smallest text counts; of values
 * that are {@link Alike} one is enough. So the text is exact and never rests on a hash; only its length of search is
 * bounded.
 */
final class Canon {

    /**
     * More than any real state needs, beside some for each line: those have next to no symmetry once twins are
     * components of their own.
     */
    private static final int MOST_STEPS = 20_000;

    private final int mostSteps;
    private int steps;
    private int chosen;

    private Canon(List<ComparedLine> lines) {
        this.mostSteps = MOST_STEPS + 10 * lines.size();
    }

    /**
     * The canonical text.
     *
     * @throws TooSymmetric if the bound of the search was reached
     */
    static String text(List<ComparedLine> lines) {
        Map<Atom, Integer> occurrences = new HashMap<>();
        lines.forEach(line -> line.atoms().forEach(atom -> occurrences.merge(atom, 1, Integer::sum)));
        Map<Atom, String> names = new HashMap<>();
        occurrences.forEach((atom, count) -> {
            if (count == 1) {
                names.put(atom, "lone");
            }
        });
        return new Canon(lines).text(lines, names, "");
    }

    /** Too many values that cannot be told apart. */
    static final class TooSymmetric extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSymmetric(List<ComparedLine> lines) {
            super("too many generated values that cannot be told apart in " + tables(lines), null, false, false);
        }

        private static String tables(List<ComparedLine> lines) {
            return lines.stream()
                    .map(line -> "`" + line.layout().id() + "`")
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private String text(List<ComparedLine> lines, Map<Atom, String> outer, String prefix) {
        Stopping.check();
        if (chosen > 0 && ++steps > mostSteps) {
            throw new TooSymmetric(lines);
        }
        Colours colours = Colours.of(lines, outer);
        Map<Atom, String> names = named(outer, colours, prefix);
        List<String> texts = new ArrayList<>();
        for (List<ComparedLine> component : Components.of(lines, names.keySet())) {
            boolean plain = names.keySet().containsAll(component.get(0).atoms());
            texts.add(
                    plain
                            ? print(component.get(0), names)
                            : "{" + inner(lines, component, colours, names, prefix) + "}");
        }
        Collections.sort(texts);
        return String.join("", texts);
    }

    /** Values alone with their colour, named by its rank. */
    private static Map<Atom, String> named(Map<Atom, String> outer, Colours colours, String prefix) {
        List<Atom> alone = colours.alone();
        if (alone.isEmpty()) {
            return outer;
        }
        Map<Atom, String> names = new HashMap<>(outer);
        for (int i = 0; i < alone.size(); i++) {
            names.put(alone.get(i), prefix + i);
        }
        return names;
    }

    private String inner(
            List<ComparedLine> lines,
            List<ComparedLine> component,
            Colours colours,
            Map<Atom, String> outer,
            String prefix) {
        Map<Atom, String> names = within(component, outer);
        if (component.size() < lines.size() || !colours.alone().isEmpty()) {
            return text(component, names, prefix + ".");
        }
        String least = null;
        Alike alike = new Alike(component, names);
        for (Atom atom : colours.smallestClass()) {
            if (alike.triesLikeOneBefore(atom)) {
                continue;
            }
            Map<Atom, String> named = new HashMap<>(names);
            named.put(atom, prefix + "*");
            chosen++;
            String text = text(component, named, prefix + ".");
            chosen--;
            least = least == null || text.compareTo(least) < 0 ? text : least;
        }
        return Objects.requireNonNull(least, "a component hangs together by values");
    }

    private static Map<Atom, String> within(List<ComparedLine> component, Map<Atom, String> names) {
        Map<Atom, String> own = new HashMap<>();
        component.forEach(line -> line.atoms().forEach(atom -> own.computeIfAbsent(atom, names::get)));
        return own;
    }

    private static String print(ComparedLine line, Map<Atom, String> names) {
        String values = line.atoms().stream().map(names::get).collect(Collectors.joining(","));
        return "[" + line.shape().length() + ":" + line.shape() + values + "]";
    }
}
