package io.runstwice.jqwik;

import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Choices, which shrink to smaller ones: single choices from the smallest on, then one choice less, then one choice
 * smaller.
 *
 * <p>A choice means nothing next to its neighbours, so nothing is gained by halving it: all smaller ones are tried, up
 * to a bound, from the smallest on. So the same violation ends at the same schedule, no matter which schedule found
 * it.
 */
record ShrinkableSchedule(List<Integer> choices) implements Shrinkable<Schedule> {

    ShrinkableSchedule {
        choices = List.copyOf(choices);
    }

    @Override
    public Schedule value() {
        return Schedule.choosing(choices);
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(LongStream.concat(
                        LongStream.of(choices.size()), choices.stream().mapToLong(Integer::longValue))
                .toArray());
    }

    @Override
    public Stream<Shrinkable<Schedule>> shrink() {
        return Stream.of(single(), shorter(), smaller()).flatMap(candidates -> candidates);
    }

    private Stream<Shrinkable<Schedule>> single() {
        return choices.size() == 1
                ? Stream.empty()
                : below(ScheduleArbitrary.EDGE).mapToObj(one -> of(List.of(one)));
    }

    private Stream<Shrinkable<Schedule>> shorter() {
        return choices.size() == 1
                ? Stream.empty()
                : IntStream.range(0, choices.size()).mapToObj(place -> {
                    List<Integer> fewer = new ArrayList<>(choices);
                    fewer.remove(place);
                    return of(fewer);
                });
    }

    private Stream<Shrinkable<Schedule>> smaller() {
        return IntStream.range(0, choices.size()).boxed().flatMap(place -> below(choices.get(place))
                .mapToObj(choice -> {
                    List<Integer> smaller = new ArrayList<>(choices);
                    smaller.set(place, choice);
                    return of(smaller);
                }));
    }

    private static IntStream below(int choice) {
        return IntStream.range(0, Math.min(choice, ScheduleArbitrary.EDGE));
    }

    private static Shrinkable<Schedule> of(List<Integer> choices) {
        return new ShrinkableSchedule(choices);
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
