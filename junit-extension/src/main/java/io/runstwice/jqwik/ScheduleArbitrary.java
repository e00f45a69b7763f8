package io.runstwice.jqwik;

import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * Draws choices.
 *
 * @param most how many, at most
 */
record ScheduleArbitrary(int most) implements Arbitrary<Schedule> {

    /** What single choices of most jobs stay below: forty interactions with three faults and a switch each. */
    static final int EDGE = 160;

    /** Later choices also choose the worker, so their numbers go further. */
    private static final int LARGEST = 1_000;

    @Override
    public RandomGenerator<Schedule> generator(int tries) {
        return random -> new ShrinkableSchedule(draw(random));
    }

    private List<Integer> draw(Random random) {
        List<Integer> choices = new ArrayList<>();
        int length = 1 + random.nextInt(most);
        for (int i = 0; i < length; i++) {
            choices.add(random.nextInt(random.nextBoolean() ? EDGE / 4 : LARGEST));
        }
        return choices;
    }

    /** One fault or one switch each, in the order of an exploration. */
    @Override
    public EdgeCases<Schedule> edgeCases(int maximum) {
        List<Supplier<Shrinkable<Schedule>>> suppliers = new ArrayList<>();
        IntStream.range(0, Math.min(maximum, EDGE / 4))
                .forEach(choice -> suppliers.add(() -> new ShrinkableSchedule(List.of(choice))));
        return EdgeCases.fromSuppliers(suppliers);
    }
}
