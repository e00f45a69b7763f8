package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Explains, site by site, why the baselines did not write the same into a column: a time, else an id, else a random
 * token, else text whose content is not compared. A value with none of these reasons is a {@link Misfit}.
 */
final class Learner {

    private final Lessons lessons;
    private final Moments<Object> moments;

    Learner(Lessons lessons) {
        this.lessons = lessons;
        this.moments = new Moments<>(value -> Term.literal("time " + value), lessons);
    }

    /** How the cells of a column of this kind are to be read; empty if they vary without a reason. */
    Optional<? extends Reading<?>> column(Kind kind, Values<Object> values) {
        return switch (kind) {
            case TIME -> instants(values);
            case DATE -> days(values);
            case NUMBER -> lessons.numbers(values.map(cell -> Numbers.canonical(cell.toString())), "");
            case VALUE, GENERATED, REMARK ->
                new TextLearner(lessons).texts(values.map(Object::toString), TextCut.WORDS, "");
        };
    }

    private Optional<Site<Object>> instants(Values<Object> values) {
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        return part(rest, common, moments.times(rest, common, Learner::stamps, false));
    }

    private static Stream<Stamp> stamps(Object value, ActMoments run) {
        return value instanceof Instant at ? Stream.of(new Stamp(at, "")) : Stream.empty();
    }

    private Optional<Site<Object>> days(Values<Object> values) {
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        return part(rest, common, moments.days(rest, common, Learner::days));
    }

    private static Stream<LocalDate> days(Object value, ActMoments run) {
        return value instanceof LocalDate day ? Stream.of(day) : Stream.empty();
    }

    private Optional<Site<Object>> part(
            Values<Object> rest, Map<Object, Integer> common, Optional<Reading<Object>> reading) {
        if (reading.isEmpty() && !rest.isEmpty()) {
            return lessons.unexplained("", rest);
        }
        return Optional.of(new Site<>(
                Set.copyOf(common.keySet()), moments.literal(), reading.stream().toList()));
    }
}
