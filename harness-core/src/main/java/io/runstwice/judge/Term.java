package io.runstwice.judge;

import java.util.List;
import java.util.Set;

/**
 * A cell as far as it is compared.
 *
 * @param shape all of it but the generated values, whose places and domains it shows; equal shapes have as many atoms
 * @param atoms the generated values in it, in the order of their places
 */
record Term(String shape, List<Atom> atoms) {

    /** Stands for a cell that is noise. */
    static final Term MASKED = literal("masked");

    /** A term without generated values. */
    static Term literal(String shape) {
        return new Term(shape, List.of());
    }

    static Term of(Atom atom) {
        return new Term("@" + atom.domain(), List.of(atom));
    }

    /** Whether its value says nothing. */
    boolean isNoise() {
        return equals(MASKED) || isRandom();
    }

    /** Whether it stands for text that is another one in every run. */
    boolean isRandom() {
        return atoms.stream().anyMatch(atom -> atom.domain().equals(RandomText.DOMAIN));
    }

    /** The same term with generated values among these compared by value. */
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
