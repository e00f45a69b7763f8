package io.runstwice.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * A family that the bound of schedules ends: its larger schedules are run one by one, in turns with those of other
 * families.
 */
interface Agenda extends Explorer {

    /** Whether nothing is left that the bound allows. */
    boolean isEmpty();

    /** Runs the smallest schedule that is left, and those that belong to it. */
    void next();

    /** How many schedules were run. */
    int schedules();

    /** Says how far it came. */
    void finish();

    @Override
    default void smallest() {}

    @Override
    default void larger() {}

    /**
     * Runs several until nothing is left, the bound ends it, or something was found. The agenda with the fewest
     * schedules so far goes on, so that none uses up what another one needs.
     */
    static void share(ExplorationContext context, List<? extends Agenda> agendas) {
        List<Agenda> left = new ArrayList<>(agendas);
        left.removeIf(Agenda::isEmpty);
        while (!left.isEmpty() && context.goesOn()) {
            Agenda least = left.stream()
                    .min((one, other) -> Integer.compare(one.schedules(), other.schedules()))
                    .orElseThrow();
            context.begins(least.family());
            least.next();
            left.removeIf(Agenda::isEmpty);
        }
    }
}
