package io.runstwice.judge;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads calendar days by their distance from today. */
final class DayReading<T> implements Reading<T> {

    private final Function<T, Optional<LocalDate>> form;
    private final Days days;
    private final Map<LocalDate, T> fixed;
    private final Function<T, Term> literal;
    private final Acts first;
    private final boolean varies;

    private DayReading(
            Function<T, Optional<LocalDate>> form,
            Days days,
            Map<LocalDate, T> fixed,
            Function<T, Term> literal,
            Acts first,
            boolean varies) {
        this.form = form;
        this.days = days;
        this.fixed = fixed;
        this.literal = literal;
        this.first = first;
        this.varies = varies;
    }

    /** Learns a site, as {@link TimeReading} does. */
    static <T> Optional<DayReading<T>> of(
            Values<T> varying,
            Map<T, Integer> common,
            Function<T, Optional<LocalDate>> form,
            Function<T, Term> literal,
            List<Acts> runs) {
        Map<LocalDate, T> fixed = new HashMap<>();
        common.keySet().forEach(value -> form.apply(value).ifPresent(day -> fixed.put(day, value)));
        if (fixed.isEmpty() && varying.isEmpty()) {
            return Optional.empty();
        }
        return varying.as(form)
                .flatMap(some -> Days.of(some, new HashSet<>(fixed.keySet()), runs))
                .map(days -> new DayReading<>(form, days, fixed, literal, runs.get(0), !varying.isEmpty()));
    }

    @Override
    public Optional<Term> read(T value, Seen run) {
        return form.apply(value).flatMap(day -> days.meaning(day, run.acts())
                .map(meaning -> Term.literal("day " + meaning))
                .or(() -> days.like(day, run.acts(), first).map(fixed::get).map(literal)));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        if (varies) {
            to.accept(path, Noise.TIME);
        }
    }
}
