package io.runstwice.examples;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.effect.Effects;
import io.runstwice.examples.support.Resources;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.world.Misuse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where an exploration stands among all. A process has to find it there, and nothing but names reaches a process: so it
 * is told in the name of a resource that no example uses.
 *
 * @param ofPackage among the packages
 * @param inPackage among its explorations
 */
record ExamplePlace(int ofPackage, int inPackage) {

    private static final int MOST_IN_A_PACKAGE = 10;

    static Stream<ExamplePlace> all() {
        return IntStream.range(0, EveryExample.packages().size()).boxed().flatMap(ofPackage -> IntStream.range(
                        0, scenarios(ofPackage).size())
                .mapToObj(inPackage -> new ExamplePlace(ofPackage, inPackage)));
    }

    private static List<Scenario> scenarios(int ofPackage) {
        List<Supplier<Scenarios>> packages = EveryExample.packages();
        return packages.get(ofPackage).get().all();
    }

    Scenario scenario() {
        return scenarios(ofPackage).get(inPackage);
    }

    String name() {
        return "place " + ofPackage + "." + inPackage;
    }

    /** The job that stands there, made once more from the resources of each delivery. */
    static final class JobThere implements Job {

        static final String NAME = "JobThere";

        @Override
        public void perform(Delivery delivery) throws Exception {
            ExamplePlace place = placeOf(delivery);
            Resources.of(delivery, place::scenario).job().perform(delivery);
        }

        private static ExamplePlace placeOf(Delivery delivery) {
            return IntStream.range(0, EveryExample.packages().size())
                    .boxed()
                    .flatMap(ofPackage -> IntStream.range(0, MOST_IN_A_PACKAGE)
                            .mapToObj(inPackage -> new ExamplePlace(ofPackage, inPackage)))
                    .filter(place -> place.isToldTo(delivery))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "told no place, or one beyond the first " + MOST_IN_A_PACKAGE + " of its package"));
        }
    }

    private boolean isToldTo(Delivery delivery) {
        try {
            delivery.watched(name(), Effects.class);
            return true;
        } catch (Misuse anotherPlace) {
            return false;
        }
    }
}
