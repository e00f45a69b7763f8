package io.runstwice.examples.bench;

import io.runstwice.Delivery;
import io.runstwice.examples.EveryExample;
import io.runstwice.examples.support.Scenario;
import io.runstwice.explore.Orders;
import java.util.List;
import java.util.Locale;

/**
 * In how many orders two copies of a message can take turns, and how many of them are run: for each example without
 * another actor, from the state before the first delivery, also where the verdict is known before.
 */
final class LeftOut {

    /**
     * Longer searches are cut off, not before twice as many orders as are run: the factor is at least what is printed.
     */
    private static final int MOST = 500;

    private LeftOut() {}

    static void run() throws Exception {
        System.out.printf("two copies at once: all orders, those that are run, and the factor%n");
        List<Scenario> examples = EveryExample.scenarios().stream()
                .filter(example ->
                        example.actors().isEmpty() && example.bounds().copies() > 1)
                .toList();
        for (Scenario example : examples) {
            compare(example);
        }
        System.out.println();
    }

    private static void compare(Scenario example) throws Exception {
        try (Orders orders = new Orders(example.world(), example.given(), attempt -> example.job()
                .perform(new Delivery(attempt, example.world())))) {
            int reduced = orders.reduced().size();
            int most = Math.max(MOST, 2 * reduced);
            int all = orders.unreduced(most).size();
            System.out.printf(
                    Locale.ROOT,
                    "    %-28s %4s %,6d %,6d %8.1f%n",
                    example.name(),
                    all == most ? "over" : "",
                    all,
                    reduced,
                    (double) all / reduced);
        }
    }
}
