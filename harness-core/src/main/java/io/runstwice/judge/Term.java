package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A cell as far as it is compared.
 *
 * @param shape all of it but the generated values, whose places and domains it shows; equal shapes have as many atoms
 * @param atoms the generated values in it, in the order of their places
 * @param elements of a list whose order means nothing, with generated values of their own
 */
record Term(String shape, List<Atom> atoms, List<Term> elements) {

    /** Stands for content that is not compared. */
    static final Term OPAQUE = literal("opaque");

    Term(String shape, List<Atom> atoms) {
        this(shape, atoms, List.of());
    }

    /** A term without generated values. */
    static Term literal(String shape) {
        return new Term(shape, List.of());
    }

    static Term of(Atom atom) {
        return new Term("@" + atom.domain(), List.of(atom));
    }

    /** Terms in a row; each says its length, so that none can look like the end of another. */
    static Term of(String what, List<Term> terms) {
        StringBuilder shape = new StringBuilder(what);
        List<Atom> atoms = new ArrayList<>();
        List<Term> elements = new ArrayList<>();
        for (Term term : terms) {
            shape.append(' ').append(term.shape.length()).append(':').append(term.shape);
            atoms.addAll(term.atoms);
            elements.addAll(term.elements);
        }
        return new Term(shape.toString(), List.copyOf(atoms), List.copyOf(elements));
    }

    /** A list whose order means nothing. */
    static Term bag(List<Term> terms) {
        List<Term> sorted =
                terms.stream().sorted(Comparator.comparing(Term::shape)).toList();
        List<Term> shapes = sorted.stream().map(term -> literal(term.shape)).toList();
        List<Term> drawn = sorted.stream().filter(term -> !term.atoms.isEmpty()).toList();
        return new Term(of("bag", shapes).shape, List.of(), drawn);
    }

    /** This term with generated values among these compared by value. */
    Term keeping(Set<String> values) {
        List<Atom> kept =
                atoms.stream().filter(atom -> values.contains(atom.value())).toList();
        return kept.isEmpty()
                ? this
                : new Term(
                        shape + " where "
                                + atoms.stream()
                                        .map(atom -> kept.contains(atom) ? atom.value() : "-")
                                        .toList(),
                        atoms);
    }
}
