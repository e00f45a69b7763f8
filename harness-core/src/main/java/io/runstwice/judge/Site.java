package io.runstwice.judge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One site: what every baseline wrote there is literal, what varied has been explained.
 *
 * @param literals values that are compared as they are
 * @param shape how such a value is told
 * @param varying readings of the others, the first that fits counts
 */
record Site<T>(Set<T> literals, Function<T, Term> shape, List<? extends Reading<T>> varying) implements Reading<T> {

    /** A site at which nothing varies. */
    boolean isLiteral() {
        return varying.isEmpty();
    }

    @Override
    public Optional<Term> read(T value, Seen run) {
        if (literals.contains(value)) {
            return Optional.of(shape.apply(value));
        }
        for (Reading<T> reading : varying) {
            Optional<Term> term = reading.read(value, run);
            if (term.isPresent()) {
                return term;
            }
        }
        return Optional.empty();
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        varying.forEach(reading -> reading.tell(path, to));
    }
}
