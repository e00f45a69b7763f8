package io.runstwice.explore;

import java.util.ArrayList;
import java.util.List;

/** Schedules that are still to be run, a few at a time. */
interface Agenda {

    /** What it is, as a line of progress says it. */
    String title();

    /** Whether nothing is left to be run. */
    boolean isEmpty();

    /** Runs a few. */
    void next();

    /** How many were run so far. */
    int schedules();

    /** Says how far it came. */
    void finish();

    /**
     * Runs several until nothing is left, the bound ends it, or something was found, and lets them say how far they came. The agenda with the fewest schedules so far goes on, so
     * that none uses up what another one needs.
     */
    static void share(Inquiry inquiry, List<Agenda> agendas) {
        List<Agenda> left = new ArrayList<>(agendas);
        left.removeIf(Agenda::isEmpty);
        while (!left.isEmpty() && inquiry.goesOn()) {
            Agenda least = left.stream()
                    .min((one, other) -> Integer.compare(one.schedules(), other.schedules()))
                    .orElseThrow();
            inquiry.beginsOverlapping(least.title());
            least.next();
            left.removeIf(Agenda::isEmpty);
        }
        agendas.forEach(Agenda::finish);
    }
}
