package io.runstwice.judge;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads points in time, or days, by their distance from an anchor.
 *
 * @param form how they are shown
 * @param meaning what one means that varied in the baselines
 * @param standing the value of the baselines that one stands for which did not vary
 * @param literal how such a value is told
 * @param varies whether any varied
 */
record MomentReading<T, P>(
        MomentForm<T, P> form,
        BiFunction<P, ActMoments, Optional<String>> meaning,
        BiFunction<P, ActMoments, Optional<T>> standing,
        Function<T, Term> literal,
        boolean varies)
        implements Reading<T> {

    @Override
    public Optional<Term> read(T value, Seen run) {
        return first(value, run, point -> meaning.apply(point, run.acts()).map(Term::literal))
                .or(() -> first(
                        value, run, point -> standing.apply(point, run.acts()).map(literal)));
    }

    private Optional<Term> first(T value, Seen run, Function<P, Optional<Term>> term) {
        return form.read(value, run.acts())
                .flatMap(point -> term.apply(point).stream())
                .findFirst();
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        if (varies) {
            to.accept(path, Noise.TIME);
        }
    }
}
