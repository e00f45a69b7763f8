package io.runstwice.judge;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads ids that are written as a time: as far from now as the baselines, and the same where they are named.
 *
 * @param time how its time is read
 * @param domain where such ids are drawn
 */
record KeyReading<T>(Reading<T> time, String domain) implements Reading<T> {

    @Override
    public Optional<Term> read(T value, Seen run) {
        Optional<Term> read = time.read(value, run);
        return run.drawn().domainsOf(value.toString()).contains(domain)
                ? read.map(
                        term -> Term.of("key", List.of(term, Term.of(run.drawn().atom(domain, value.toString())))))
                : read;
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        time.tell(path, to);
        to.accept(path, Noise.GENERATED);
    }
}
