package io.runstwice.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drawn numbers that stand elsewhere too: in a column that is no reference, in text. They are references all the same, since generators that only
 * go forward begin so high that their numbers look like no others.
 *
 * <p>A shorter number may be anything, and is left as it is: then two states differ that could have been one.
 */
final class DrawnIds {

    private static final Pattern LONG = Pattern.compile("(?<!\\d)\\d{8,18}(?!\\d)");

    private final Map<String, String> domains = new HashMap<>();

    DrawnIds(List<Line> lines) {
        for (Line line : lines) {
            for (Atom atom : line.atoms()) {
                if (LONG.matcher(atom.value()).matches()) {
                    domains.merge(atom.value(), atom.domain(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            }
        }
    }

    /** The same line with its drawn numbers as such, wherever they stand. */
    Line in(Line line) {
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
                shape.append(" @").append(domain);
                atoms.add(new Atom(domain, number.group()));
                read = number.end();
            }
        }
        piece(shape, term.shape().substring(read));
        return atoms.isEmpty() ? term : new Term(shape.toString(), atoms);
    }

    /** Each piece says its length. */
    private static void piece(StringBuilder shape, String text) {
        shape.append(' ').append(text.length()).append(':').append(text);
    }
}
