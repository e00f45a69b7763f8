package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text around generated values, as in {@code order 17 paid}: learned from two baselines in which these values, and nothing else
 * of the text, differ.
 *
 * @param shape the text with the domains in the places of the values
 * @param pattern finds the values
 * @param domains where each was drawn
 */
record Template(String shape, Pattern pattern, List<String> domains) {

    private static final List<Pattern> WORDS = List.of(Pattern.compile("\\w+"), Pattern.compile("\\d+|[^\\W\\d]+"));

    /** The template of two cells of one column, if there is one. */
    static Optional<Template> of(Layout.Field field, String one, Written first, String other, Written second) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        return WORDS.stream()
                .flatMap(words -> of(words, field, one, first, other, second).stream())
                .findFirst();
    }

    private static Optional<Template> of(
            Pattern words, Layout.Field field, String one, Written first, String other, Written second) {
        List<String> ones = pieces(words, one);
        List<String> others = pieces(words, other);
        List<String> shape = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        List<String> domains = new ArrayList<>();
        for (int i = 0; i < ones.size() && ones.size() == others.size(); i++) {
            if (ones.get(i).equals(others.get(i))) {
                shape.add(ones.get(i));
                pattern.append(Pattern.quote(ones.get(i)));
                continue;
            }
            List<String> both = new ArrayList<>(first.domainsOf(ones.get(i)));
            both.retainAll(second.domainsOf(others.get(i)));
            if (both.isEmpty()) {
                return Optional.empty();
            }
            domains.add(Affinity.best(both, field, one));
            shape.add("@" + domains.get(domains.size() - 1));
            pattern.append('(').append(words.pattern()).append(')');
        }
        return domains.isEmpty()
                ? Optional.empty()
                : Optional.of(new Template(shape(shape), Pattern.compile(pattern.toString()), List.copyOf(domains)));
    }

    private static String shape(List<String> pieces) {
        return pieces.stream()
                .map(piece -> piece.length() + ":" + piece)
                .collect(Collectors.joining(" ", "around ", ""));
    }

    /** Words and what is between them, in turn. */
    private static List<String> pieces(Pattern words, String text) {
        List<String> pieces = new ArrayList<>();
        int read = 0;
        for (Matcher word = words.matcher(text); word.find(); read = word.end()) {
            pieces.add(text.substring(read, word.start()));
            pieces.add(word.group());
        }
        pieces.add(text.substring(read));
        return pieces;
    }

    /** Whether there is nothing around one value. */
    boolean isWhole() {
        return domains.size() == 1 && shape.equals(shape(List.of("", "@" + domains.get(0), "")));
    }

    /** The term of a cell that has this form; a value that was given is none that was drawn. */
    Optional<Term> read(String cell, Known known) {
        Matcher values = pattern.matcher(cell);
        if (!values.matches()) {
            return Optional.empty();
        }
        List<Atom> atoms = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            if (known.has(domains.get(i), values.group(i + 1))) {
                return Optional.empty();
            }
            atoms.add(new Atom(domains.get(i), values.group(i + 1)));
        }
        return Optional.of(new Term(shape, atoms));
    }
}
