package io.runstwice.judge;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Learns sites at which points in time stand, or days.
 *
 * @param literal how a value is told that stands still
 */
record Moments<T>(Function<T, Term> literal, List<Acts> runs) {

    /**
     * Learns a site of times.
     *
     * @param varying what varies there, maybe nothing
     * @param common what stands in every baseline; taken out is what proves to be a time that moves
     * @param isNumber whether its values would be something else if they did not move with a clock
     */
    Optional<Reading<T>> times(Values<T> varying, Map<T, Integer> common, MomentForm<T, Stamp> form, boolean isNumber) {
        Optional<Values<Stamp>> stamps = first(varying, form);
        Optional<Instants> instants = stamps.filter(some -> !some.isEmpty())
                .flatMap(some -> Instants.of(some.map(Stamp::at), runs, isNumber));
        if (instants.isEmpty() && !varying.isEmpty()) {
            return Optional.empty();
        }
        Held<T> held = new Held<>(runs);
        Set<T> moving = new HashSet<>();
        common.keySet()
                .forEach(value -> form.read(value, runs.get(0)).findFirst().ifPresent(stamp -> {
                    if (instants.filter(some -> some.explains(stamp.at(), runs)).isPresent()) {
                        moving.add(value);
                    } else {
                        held.add(stamp.at(), value);
                    }
                }));
        common.keySet().removeAll(moving);
        return instants.isEmpty() && held.isEmpty()
                ? Optional.empty()
                : Optional.of(new MomentReading<>(
                        form,
                        (stamp, run) -> instants.flatMap(some -> some.meaning(stamp.at(), run))
                                .map(meaning -> "time " + meaning + " " + stamp.around()),
                        (stamp, run) -> held.like(stamp.at(), run),
                        literal,
                        instants.isPresent()));
    }

    /** Learns a site of days in the same way. */
    Optional<Reading<T>> days(Values<T> varying, Map<T, Integer> common, MomentForm<T, LocalDate> form) {
        Map<LocalDate, T> fixed = new HashMap<>();
        common.keySet()
                .forEach(value -> form.read(value, runs.get(0)).findFirst().ifPresent(day -> fixed.put(day, value)));
        if (fixed.isEmpty() && varying.isEmpty()) {
            return Optional.empty();
        }
        return first(varying, form)
                .flatMap(some -> Days.of(some, new HashSet<>(fixed.keySet()), runs))
                .map(days -> new MomentReading<>(
                        form,
                        (day, run) -> days.meaning(day, run).map(meaning -> "day " + meaning),
                        (day, run) -> days.like(day, run, runs.get(0)).map(fixed::get),
                        literal,
                        !varying.isEmpty()));
    }

    private <P> Optional<Values<P>> first(Values<T> values, MomentForm<T, P> form) {
        return values.as((value, run) -> form.read(value, runs.get(run)).findFirst());
    }
}
