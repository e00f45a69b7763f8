package io.runstwice.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads points in time by their distance from an anchor. */
final class TimeReading<T> implements Reading<T> {

    private final Function<T, Optional<Stamp>> form;
    private final Optional<Instants> instants;
    private final Held<T> held;
    private final Function<T, Term> literal;

    private TimeReading(
            Function<T, Optional<Stamp>> form, Optional<Instants> instants, Held<T> held, Function<T, Term> literal) {
        this.form = form;
        this.instants = instants;
        this.held = held;
        this.literal = literal;
    }

    /**
     * Learns a site.
     *
     * @param varying what varies there, maybe nothing
     * @param common what stands in every baseline; taken out is what proves to be a time that moves
     * @param form how its values show points in time
     * @param literal how they are told if they stand still
     */
    static <T> Optional<TimeReading<T>> of(
            Values<T> varying,
            Map<T, Integer> common,
            Function<T, Optional<Stamp>> form,
            Function<T, Term> literal,
            List<Acts> runs) {
        Optional<Values<Stamp>> stamps = varying.as(form);
        if (stamps.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instants> instants =
                varying.isEmpty() ? Optional.empty() : Instants.of(stamps.get().map(Stamp::at), runs);
        if (instants.isEmpty() && !varying.isEmpty()) {
            return Optional.empty();
        }
        Held<T> held = new Held<>(runs);
        Set<T> moving = new HashSet<>();
        common.keySet().forEach(value -> form.apply(value).ifPresent(stamp -> {
            if (instants.filter(some -> some.explains(stamp.at(), runs)).isPresent()) {
                moving.add(value);
            } else {
                held.add(stamp.at(), value);
            }
        }));
        common.keySet().removeAll(moving);
        return instants.isEmpty() && held.isEmpty()
                ? Optional.empty()
                : Optional.of(new TimeReading<>(form, instants, held, literal));
    }

    @Override
    public Optional<Term> read(T value, Seen run) {
        return form.apply(value).flatMap(stamp -> instants.flatMap(some -> some.meaning(stamp.at(), run.acts()))
                .map(meaning -> Term.literal("time " + meaning + " " + stamp.around()))
                .or(() -> held.like(stamp.at(), run.acts()).map(literal)));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        instants.ifPresent(any -> to.accept(path, Noise.TIME));
    }
}
