package io.runstwice.judge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Learns sites at which points in time stand, or days.
 *
 * @param literal how a value is told that stands still
 * @param lessons keeps what may move although it stood still
 */
record Moments<T>(Function<T, Term> literal, Lessons lessons) {

    /**
     * Learns a site of times.
     *
     * @param varying what varies there, maybe nothing
     * @param common what stands in every baseline; taken out is what proves to be a time that moves
     * @param isNumber whether its values would be something else if they did not move with a clock
     */
    Optional<Reading<T>> times(Values<T> varying, Map<T, Integer> common, MomentForm<T, Stamp> form, boolean isNumber) {
        Optional<Instants> instants = Optional.empty();
        if (!varying.isEmpty()) {
            instants = first(varying, form).flatMap(any -> instants(varying, common, form, isNumber));
            if (instants.isEmpty()) {
                return Optional.empty();
            }
        }
        return times(instants, held(common, form), form);
    }

    private Held<T> held(Map<T, Integer> common, MomentForm<T, Stamp> form) {
        Held<T> held = new Held<>(runs());
        common.keySet().forEach(value -> first(value, form).ifPresent(stamp -> held.add(stamp.at(), value)));
        if (!held.isEmpty()) {
            lessons.holdSeconds();
        }
        return held;
    }

    private Optional<Reading<T>> times(Optional<Instants> instants, Held<T> held, MomentForm<T, Stamp> form) {
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

    /** By all values together; if that explains not all of them, by those that vary. */
    private Optional<Instants> instants(
            Values<T> varying, Map<T, Integer> common, MomentForm<T, Stamp> form, boolean isNumber) {
        Map<T, Integer> times = new LinkedHashMap<>(common);
        times.keySet().removeIf(value -> first(value, form).isEmpty());
        Optional<Instants> together = Instants.of(points(varying.and(times), form), runs(), isNumber);
        together.ifPresent(all -> common.keySet().removeIf(value -> first(value, form)
                .filter(stamp -> !all.isStanding(stamp.at()))
                .isPresent()));
        return together.or(() -> Instants.of(points(varying, form), runs(), isNumber));
    }

    private Values<Instant> points(Values<T> values, MomentForm<T, Stamp> form) {
        return first(values, form).orElseThrow().map(Stamp::at);
    }

    /** Learns a site of days in the same way. */
    Optional<Reading<T>> days(Values<T> varying, Map<T, Integer> common, MomentForm<T, LocalDate> form) {
        Optional<Days> days = first(varying, form).flatMap(some -> daysOf(some, common, form));
        Map<LocalDate, T> fixed = new HashMap<>();
        common.keySet().forEach(value -> first(value, form).ifPresent(day -> fixed.put(day, value)));
        if (days.isEmpty() || fixed.isEmpty() && varying.isEmpty()) {
            return Optional.empty();
        }
        if (!fixed.isEmpty()) {
            lessons.holdDays();
        }
        Days learnt = days.get();
        return Optional.of(new MomentReading<>(
                form,
                (day, run) -> learnt.meaning(day, run).map(meaning -> "day " + meaning),
                (day, run) -> like(day, run, fixed),
                literal,
                !varying.isEmpty()));
    }

    /** By all days together; if that explains not all of them, by those that vary. */
    private Optional<Days> daysOf(Values<LocalDate> varying, Map<T, Integer> common, MomentForm<T, LocalDate> form) {
        if (varying.isEmpty()) {
            return Optional.of(Days.standing());
        }
        Map<LocalDate, Integer> beside = new HashMap<>();
        common.forEach((value, times) -> first(value, form).ifPresent(day -> beside.merge(day, times, Integer::sum)));
        Optional<Days> together = Days.together(varying.and(beside), runs());
        together.ifPresent(all -> common.keySet()
                .removeIf(value ->
                        first(value, form).filter(day -> !all.isStanding(day)).isPresent()));
        return together.or(() -> Days.of(varying, runs()));
    }

    /**
     * The value of the baselines that a day of a run stands for: the same one, or as many days from today when that is
     * another day.
     */
    private Optional<T> like(LocalDate day, ActMoments run, Map<LocalDate, T> fixed) {
        return Optional.ofNullable(fixed.get(day))
                .or(() -> Days.moved(run, runs())
                        .map(day::minusDays)
                        .map(fixed::get)
                        .filter(Objects::nonNull)
                        .findFirst())
                .or(() -> likeGiven(day, run, fixed));
    }

    /** A copy of a given day: that had grown older by as many days as had passed. */
    private Optional<T> likeGiven(LocalDate day, ActMoments run, Map<LocalDate, T> fixed) {
        return run.passed()
                .map(passed -> day.plusDays(passed.toDays()))
                .filter(lessons::isGiven)
                .map(fixed::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private <P> Optional<P> first(T value, MomentForm<T, P> form) {
        return form.read(value, runs().get(0)).findFirst();
    }

    private List<ActMoments> runs() {
        return lessons.acts();
    }

    private <P> Optional<Values<P>> first(Values<T> values, MomentForm<T, P> form) {
        return values.as((value, run) -> form.read(value, runs().get(run)).findFirst());
    }
}
