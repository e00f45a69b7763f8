package io.runstwice.judge;

import io.runstwice.world.DrawnNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drawn numbers that stand elsewhere too: in a column that is no reference, in text. They are references all the same,
 * since generators that only go forward begin so high that their numbers look like no others.
 *
 * <p>A shorter number may be anything, and is left as it is: then two states differ that could have been one.
 */
final class DrawnIds {

    private static final Pattern LONG = Pattern.compile("(?<!\\d)\\d{6,39}(?!\\d)");

    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();

    /**
     * Those of one state.
     *
     * @param drawn what generators gave, wherever it stands
     */
    DrawnIds(List<ComparedLine> lines, List<DrawnNumbers> drawn) {
        for (ComparedLine line : lines) {
            for (Atom atom : line.atoms()) {
                if (LONG.matcher(atom.value()).matches()) {
                    domains.merge(atom.value(), atom.domain(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            }
        }
        if (!drawn.isEmpty()) {
            rank(lines, drawn);
        }
    }

    /** No column orders these, so the numbers themselves do: a job may ask for the highest one. */
    private void rank(List<ComparedLine> lines, List<DrawnNumbers> drawn) {
        TreeSet<Long> found = new TreeSet<>();
        for (ComparedLine line : lines) {
            for (Term term : line.terms().values()) {
                Matcher number = LONG.matcher(term.shape());
                while (term.atoms().isEmpty() && number.find()) {
                    Numbers.whole(number.group()).ifPresent(value -> drawn.stream()
                            .filter(some -> some.has(value) && !domains.containsKey(number.group()))
                            .findFirst()
                            .ifPresent(some -> found.add(value)));
                }
            }
        }
        for (long value : found) {
            ranks.put(Long.toString(value), ranks.size());
        }
        ranks.keySet().forEach(value -> drawn.stream()
                .filter(some -> some.has(Long.parseLong(value)))
                .findFirst()
                .ifPresent(some -> domains.put(value, Drawn.domain(some))));
    }

    /** The line with its drawn numbers marked as such, in every place. */
    ComparedLine in(ComparedLine line) {
        return domains.isEmpty() ? line : line.replacing((field, term) -> in(term));
    }

    private Term in(Term term) {
        if (!term.atoms().isEmpty()) {
            return term;
        }
        StringBuilder shape = new StringBuilder("drawn");
        List<Atom> atoms = new ArrayList<>();
        Matcher number = LONG.matcher(term.shape());
        int read = 0;
        while (number.find()) {
            String domain = domains.get(number.group());
            if (domain != null) {
                piece(shape, term.shape().substring(read, number.start()));
                shape.append(" @").append(domain).append(" #").append(ranks.getOrDefault(number.group(), 0));
                atoms.add(new Atom(domain, number.group()));
                read = number.end();
            }
        }
        piece(shape, term.shape().substring(read));
        return atoms.isEmpty() ? term : new Term(shape.toString(), atoms);
    }

    /** Each piece says its length. */
    static void piece(StringBuilder shape, String text) {
        shape.append(' ').append(text.length()).append(':').append(text);
    }
}
