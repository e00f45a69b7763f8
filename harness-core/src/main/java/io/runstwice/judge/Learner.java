package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Explains, site by site, why the baselines did not write the same into a column: a time, else an id, else a random token, else text whose content is
 * not compared. What has none of these reasons is a {@link Misfit}.
 */
final class Learner {

    private final Lessons lessons;

    Learner(Lessons lessons) {
        this.lessons = lessons;
    }

    /** How the cells of a column of this kind are to be read; empty if they vary without a reason. */
    Optional<? extends Reading<?>> column(Kind kind, Values<Object> values) {
        return switch (kind) {
            case TIME -> instants(values);
            case DATE -> days(values);
            case NUMBER -> lessons.numbers(values.map(cell -> Numbers.canonical(cell.toString())), "");
            case VALUE, GENERATED, REMARK ->
                new TextLearner(lessons).texts(values.map(Object::toString), Cut.WORDS, "");
        };
    }

    private Optional<Part<Object>> instants(Values<Object> values) {
        return times(values, value -> value instanceof Instant at ? Optional.of(new Stamp(at, "")) : Optional.empty());
    }

    private Optional<Part<Object>> times(Values<Object> values, Function<Object, Optional<Stamp>> form) {
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        Optional<TimeReading<Object>> reading =
                TimeReading.of(rest, common, form, value -> Term.literal("time " + value), lessons.acts());
        return part(rest, common, value -> Term.literal("time " + value), reading);
    }

    private Optional<Part<Object>> days(Values<Object> values) {
        Function<Object, Term> literal = value -> Term.literal("time " + value);
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        Optional<DayReading<Object>> reading = DayReading.of(
                rest,
                common,
                value -> value instanceof LocalDate day ? Optional.of(day) : Optional.empty(),
                literal,
                lessons.acts());
        return part(rest, common, literal, reading);
    }

    private <T> Optional<Part<T>> part(
            Values<T> rest, Map<T, Integer> common, Function<T, Term> shape, Optional<? extends Reading<T>> reading) {
        if (reading.isEmpty() && !rest.isEmpty()) {
            return lessons.unexplained("", rest);
        }
        return Optional.of(
                new Part<>(Set.copyOf(common.keySet()), shape, reading.stream().toList()));
    }
}
